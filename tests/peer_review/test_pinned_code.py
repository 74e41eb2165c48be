import pytest

from peer_review import pinned_code
from peer_review.pinned_code import MOST_COLOURED, MOST_LINES, MOST_SHOWN, show
from projects import trees


def words(shown):
    """The lines without their colours."""
    import html
    import re

    return [html.unescape(re.sub("<[^>]*>", "", line)) for line in shown.lines]


def test_code_is_coloured_by_classes_line_by_line():
    shown = show("ex00/main.py", b'def f():\n    """A\n    doc."""\n')

    assert words(shown) == ["def f():", '    """A', '    doc."""']
    assert '<span class="k">def</span>' in shown.lines[0]
    assert "style=" not in "".join(shown.lines)
    assert all(line.count("<span") == line.count("</span") for line in shown.lines)


def test_code_of_bad_people_is_text():
    shown = show("x.html", b"<script>alert(1)</script><img src=x onerror=alert(1)>")

    assert "<script" not in shown.lines[0]
    assert "<img" not in shown.lines[0]
    assert words(shown) == ["<script>alert(1)</script><img src=x onerror=alert(1)>"]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", [""]),
        (b"\n", [""]),
        (b"a\n\nb", ["a", "", "b"]),
        (b"a\r\nb\rc\n", ["a", "b", "c"]),
        (b"  a  \n\n\n", ["  a  ", "", ""]),
        ("\ufeff안녕".encode(), ["안녕"]),
        ("안녕하세요".encode("cp949"), ["안녕하세요"]),
    ],
    ids=["empty", "one-empty-line", "gap", "line-ends", "spaces", "bom", "windows-in-korea"],
)
def test_every_line_of_a_text_is_shown(content, lines):
    assert words(show("notes.unknown", content)) == lines


@pytest.mark.parametrize("content", [b"\x7fELF\0\0", b"\xff\xfe\x00a", b"\x80\x81\xff\xfe"])
def test_what_is_no_text_is_said_to_be_none(content):
    shown = show("a.out", content)

    assert shown.is_binary
    assert shown.lines == ()


def test_a_long_file_is_cut_and_says_so():
    by_lines = show("a.txt", b"x\n" * (MOST_LINES + 1))
    by_size = show("a.txt", b"x" * (MOST_SHOWN + 1))

    assert (len(by_lines.lines), by_lines.is_cut) == (MOST_LINES, True)
    assert by_size.is_cut
    assert not show("a.txt", b"x\n" * MOST_LINES).is_cut


def test_a_cut_in_the_middle_of_a_letter_is_no_binary():
    shown = show("a.txt", ("가" * MOST_SHOWN).encode())

    assert not shown.is_binary
    assert set(words(shown)[0]) == {"가"}


def test_a_large_file_is_shown_without_colours():
    shown = show("a.py", b"x = 1\n" * (MOST_COLOURED // 6 + 1))

    assert shown.lines[0] == "x = 1"


def test_a_file_is_read_from_its_tree(db):
    tree = trees.keep({"b.py": (b"1\n", False), "a/x.sh": (b"echo\n", True)})

    assert [leaf.path for leaf in pinned_code.listing(tree.digest)] == ["a/x.sh", "b.py"]
    assert words(pinned_code.read(tree.digest, "a/x.sh")) == ["echo"]
    assert pinned_code.read(tree.digest, "c") is None


def test_a_downloaded_tree_keeps_what_may_be_run(db):
    import io
    import tarfile

    tree = trees.keep({"b.py": (b"1\n", False), "a/x.sh": (b"echo\n", True)})

    with tarfile.open(fileobj=io.BytesIO(pinned_code.archive(tree.digest))) as tar:
        assert {member.name: member.mode for member in tar} == {"b.py": 0o644, "a/x.sh": 0o755}
        assert {member.uname for member in tar} == {""}
