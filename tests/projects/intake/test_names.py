import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.intake.limits import Limits, in_words
from projects.intake.names import clean, folded, shown
from projects.intake.refused import HandInRefused
from projects.intake.tally import Tally


@pytest.mark.parametrize(
    "path",
    [
        "main.py",
        "ex00/hello.py",
        ".gitignore",
        "내 과제/첫 번째.py",
        "données.csv",
        "हिन्दी.txt",
        "ファイル.c",
        "a..b",
        "v1.2-rc_3",
    ],
)
def test_names_in_any_script_are_taken(path):
    assert clean(path, Limits()) == path


def test_names_are_kept_composed_and_without_a_leading_dot_slash():
    assert clean("./" + unicodedata.normalize("NFD", "과제.py"), Limits()) == "과제.py"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("", "The path ‘’ holds an empty name."),
        ("a//b", "The path ‘a//b’ holds an empty name."),
        ("a/", "The path ‘a/’ holds an empty name."),
        ("a/./b", "The path ‘a/./b’ holds an empty name."),
        ("/a", "‘/a’ points outside your work."),
        ("a/..", "‘a/..’ points outside your work."),
        ("/".join("abcdefghijklm"), "lies more than 12 levels deep."),
        ("a" * 101, "is longer than 100 bytes."),
        ("가" * 34, "is longer than 100 bytes."),
        ("/".join(["a" * 80] * 3), "is longer than 240 bytes."),
        ("a\0b", "The name ‘a\\u0000b’ holds a character that is not accepted (U+0000)."),
        ("a\u3164b", "(U+3164)"),
        ("a\ufe0fb", "(U+FE0F)"),
        ("a\u00a0b", "(U+00A0)"),
        ("a\udc80b", "(U+DC80)"),
        ("a\ud800b", "(U+D800)"),
        ("a;b", "(U+003B)"),
        ("a*", "(U+002A)"),
        ("😀.py", "(U+1F600)"),
        (" a", "starts with ‘-’ or a space"),
        ("a ", "ends with ‘.’ or a space"),
        ("\u0301a", "starts with"),
        ("COM1.txt", "The name ‘COM1.txt’ is reserved."),
        ("com¹", "is reserved."),
        ("a/.Git", "The name ‘a/.Git’ is reserved."),
    ],
    ids=repr,
)  # fmt: skip
def test_other_names_are_refused_with_a_sentence(path, sentence):
    with pytest.raises(HandInRefused) as refusal:
        clean(path, Limits())

    assert sentence in str(refusal.value)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_every_name_that_is_taken_is_safe_to_show_and_to_write(path):
    try:
        kept = clean(path, Limits())
    except HandInRefused:
        return

    assert kept.isprintable()
    assert not kept.startswith(("/", "-"))
    assert ".." not in kept.split("/")
    assert clean(kept, Limits()) == kept
    assert shown(kept) == kept


def test_a_long_name_is_shown_shortened():
    assert shown("x" * 300) == "x" * 80 + "…"


def test_names_that_computers_mix_up_are_folded_together():
    assert folded("ＡＢＣ/Straße") == folded("abc/STRASSE")


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (4 << 20, "4 MB")]
)
def test_sizes_are_told_in_words(size, words):
    assert in_words(size) == words


def test_a_folder_may_be_named_again_but_not_in_other_letters():
    tally = Tally(Limits())
    tally.folder("src")
    tally.file("src/a.c", 1)

    with pytest.raises(HandInRefused, match="‘Src/’ and ‘src/’ are the same name"):
        tally.file("Src/b.c", 1)


@pytest.mark.parametrize(("first", "second"), [("a", "a/b"), ("a/b", "a")])
def test_a_name_is_a_file_or_a_folder(first, second):
    tally = Tally(Limits())
    tally.file(first, 1)

    with pytest.raises(HandInRefused, match="are the same name"):
        tally.file(second, 1)


def test_the_limits_themselves_are_still_taken():
    limits = Limits(entries=2, file=10, total=20)
    tally = Tally(limits)

    tally.file("a", 10)
    tally.file("b", 10)

    assert (tally.entries, tally.bytes) == (2, 20)
    with pytest.raises(HandInRefused, match="There are more than 2 files and folders"):
        tally.file("c", 0)
