import pytest

from grader.judges.compare import differs


@pytest.mark.parametrize(
    ("how", "got", "expected"),
    [
        ("exact", b"a b\n", b"a b\n"),
        ("lines", b"a  \nb", b"a\nb\n"),
        ("lines", b"a\r\nb\r\n", b"a\nb\n"),
        ("tokens", b" a\n\nb ", b"a b\n"),
        ("numbers", b"0.3333333 x", b"0.3333334 x\n"),
        ("numbers", b"1000001", b"1e6"),
        ("numbers", b"nan", b"nan"),
    ],
)
def test_outputs_are_the_same(how, got, expected):
    assert differs(got, expected, how=how, tolerance=1e-5) is None


@pytest.mark.parametrize(
    ("how", "got", "expected", "sentence"),
    [
        ("exact", b"", b"a\n", "It printed nothing."),
        ("exact", b"a\n\n", b"a\n", "There is one newline too many at the end."),
        ("exact", b"a", b"a\n", "The newline at the end is missing."),
        ("exact", b"a  b\n", b"a b\n", "Only the white space differs."),
        ("exact", b"a\nx\n", b"a\nb\n", "The output differs from line 2 on."),
        ("exact", b"a\nb\n", b"a\n", "The output differs from line 2 on."),
        ("lines", b" a\n", b"a\n", "Only the white space differs."),
        ("lines", b"a\n\n\n", b"a\n", "Only the white space differs."),
        ("tokens", b"a c", b"a b", "Word 2 is not the expected one."),
        ("tokens", b"a", b"a b", "Words printed: 1; expected: 2."),
        ("tokens", b"", b"a", "It printed nothing."),
        ("tokens", b"1.0", b"1", "Word 1 is not the expected one."),
        ("numbers", b"1.1", b"1", "Word 1 is not the expected one."),
        ("numbers", b"inf", b"1", "Word 1 is not the expected one."),
        ("numbers", b"nan", b"1", "Word 1 is not the expected one."),
        ("numbers", b"1_0", b"10", "Word 1 is not the expected one."),
        ("numbers", b"9" * 5000, b"1", "Word 1 is not the expected one."),
    ],
)
def test_first_difference_is_told(how, got, expected, sentence):
    assert str(differs(got, expected, how=how, tolerance=1e-5)) == sentence
