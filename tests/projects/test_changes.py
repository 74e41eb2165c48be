"""What differs between two trees."""

import pytest

from projects import changes
from projects.changes import Kind

CODE = b"one\ntwo\nthree\nfour\n"


def told(old, new):
    found = changes.between(
        {path: (content, False) for path, content in old.items()},
        {path: (content, False) for path, content in new.items()},
    )
    return [(change.path, change.kind, change.old_path) for change in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": b"1"}, {"a": b"1"}, []),
        ({"a": b"1"}, {"a": b"2"}, [("a", Kind.CHANGED, "")]),
        ({}, {"a": b"1"}, [("a", Kind.ADDED, "")]),
        ({"a": b"1"}, {}, [("a", Kind.REMOVED, "")]),
        ({"a": CODE}, {"b/a": CODE}, [("b/a", Kind.RENAMED, "a")]),
        ({"a": CODE}, {"b": CODE + b"five\n"}, [("b", Kind.RENAMED, "a")]),
        ({"a": CODE}, {"b": b"else\n"}, [("a", Kind.REMOVED, ""), ("b", Kind.ADDED, "")]),
        ({"a": CODE}, {"b": CODE, "c": CODE}, [("b", Kind.RENAMED, "a"), ("c", Kind.ADDED, "")]),
        ({"a": b""}, {"b": b""}, [("a", Kind.REMOVED, ""), ("b", Kind.ADDED, "")]),
    ],
    ids=["same", "changed", "added", "removed", "moved", "moved-changed", "another", "once", "empty"],
)
def test_files_are_told_by_what_became_of_them(old, new, expected):
    assert told(old, new) == expected


def test_a_file_that_may_be_executed_now_has_changed():
    [change] = changes.between({"run.sh": (CODE, False)}, {"run.sh": (CODE, True)})

    assert (change.kind, change.made_executable) == (Kind.CHANGED, True)


@pytest.mark.parametrize("content", [b"\0", b"\xff\xfe"], ids=["null", "no-utf-8"])
def test_what_is_no_text_has_no_lines(content):
    [change] = changes.between({"a": (CODE, False)}, {"a": (content, False)})

    assert change.is_binary
