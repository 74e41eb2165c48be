import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.shown import MOST_LINES, difference, log, one_line, shown


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        (b"caf\xc3\xa9 \xea\xb0\x80\n", "café 가\n"),
        (b"nul \x00 bell \x07", "nul ␀ bell ␇"),
        (b"dos\r\n", "dos␍\n"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        ("right-to-left \u202e".encode(), "right-to-left \\u202e"),
        ("zero width \u200b".encode(), "zero width \\u200b"),
        (b"tab\tstays", "tab\tstays"),
        (b"\x1b[31mred", "␛[31mred"),
    ],
)
def test_every_character_can_be_seen(raw, seen):
    assert shown(raw) == seen


@given(st.binary(max_size=3000))
@example(b"\xed\xa0\x80\0\xf4\x90\x80\x80")  # half a pair, and a letter beyond the last one
@example(b"\r\0\n" * 1000)
def test_any_bytes_become_text_that_a_database_can_hold(raw):
    text = shown(raw)

    assert "\x00" not in text
    text.encode("utf-8")


def test_long_text_is_cut_and_says_so():
    assert shown(b"x\n" * 1000).endswith("\n…")
    assert shown(b"x\n" * 1000).count("\n") == MOST_LINES
    assert len(shown(b"x" * 10_000_000)) < 1000


def test_a_line_break_is_shown_in_one_line():
    assert one_line("a\nb") == "a⏎b"
    assert one_line("abc", most=2) == "ab…"


def test_colours_of_a_tool_are_left_out():
    assert log(b"\x1b[1;31merror\x1b[0m: no\n") == "error: no\n"


def test_difference_shows_the_lines_that_differ():
    assert difference("a\nb\nc\n", "a\nX\nc\n") == "@@ -1,3 +1,3 @@\n a\n-b\n+X\n c"


def test_difference_shows_a_missing_newline():
    assert difference("a\n", "a") == "@@ -1 +1 @@\n-a\n+a⌁"


def test_difference_of_endless_texts_ends():
    assert len(difference(b"a\n" * 500_000, b"b\n" * 500_000)) < 100_000
