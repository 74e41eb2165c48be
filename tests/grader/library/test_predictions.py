from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from grader.judges.predictions import MOST_BYTES, MOST_ITEMS, Refused, read

CLASSES = ("no", "yes")
NO_PROBABILITIES = "holds no probabilities: they lie between 0 and 1 and add up to 1."


def taken(raw, form, rows=1, *, classes=CLASSES, least=None):
    return read(raw, form=form, rows=rows, classes=classes, least=least)


@pytest.mark.parametrize(
    ("form", "raw", "found"),
    [
        ("labels", b"yes\nno\n", [1, 0]),
        ("labels", b"yes\r\n no ", [1, 0]),
        ("clusters", b"a\nb\n", ["a", "b"]),
        ("numbers", b"1.5\n-2e3\n", [1.5, -2000.0]),
        ("scores", b"7\n.5", [7.0, 0.5]),
        ("probabilities", b"0.25\n1\n", [[0.75, 0.25], [0.0, 1.0]]),
        ("ranking", b"a,b c\nd\n", [["a", "b", "c"], ["d"]]),
    ],
)
def test_predictions_become_plain_data(form, raw, found):
    assert taken(raw, form, 2) == found


def test_of_three_classes_each_has_its_probability():
    assert taken(b"0.5,0.25,0.25\n", "probabilities", classes=("a", "b", "c")) == [[0.5, 0.25, 0.25]]


@pytest.mark.parametrize(
    ("form", "raw", "sentence"),
    [
        ("labels", b"", "There are 0 lines of predictions, not 1."),
        ("labels", b"yes\nno\n", "There are 2 lines of predictions, not 1."),
        ("labels", b"yes\n\n", "There are 2 lines of predictions, not 1."),
        ("labels", b"maybe\n", "Line 1: maybe is none of the classes."),
        ("labels", b"\n", "Line 1: '' is none of the classes."),
        ("labels", b"\xff\n", "The predictions are not UTF-8."),
        ("numbers", b"nan\n", "Line 1 holds nan; a finite number is needed."),
        ("numbers", b"-Infinity\n", "Line 1 holds -Infinity; a finite number is needed."),
        ("numbers", b"1e999\n", "Line 1: 1e999 is no number."),
        ("numbers", b"1_0\n", "Line 1: 1_0 is no number."),
        ("numbers", "١\n".encode(), "Line 1: ١ is no number."),
        ("numbers", b"9" * 500 + b"\n", "Line 1: " + "9" * 40 + "… is no number."),
        ("numbers", b"-1\n", "Line 1: -1.0 is too small, the least is 0.0."),
        ("probabilities", b"0.5,0.5\n", "Line 1 has 2 values, not 1."),
        (
            "probabilities",
            b"1.5\n",
            "Line 1 holds no probabilities: they lie between 0 and 1 and add up to 1.",
        ),
        ("ranking", b"a,a\n", "Line 1 names an item twice."),
        ("ranking", b" \n", "Line 1 needs between 1 and 1000 items."),
        ("clusters", b"x" * 101, "Line 1 is empty or too long."),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(form, raw, sentence):
    with pytest.raises(Refused) as refused:
        taken(raw, form, least=0.0 if form == "numbers" else None)

    assert str(refused.value.said) == sentence


def test_a_file_is_refused_by_its_size_before_it_is_read():
    with pytest.raises(Refused, match="larger"):
        taken(b"1" * (MOST_BYTES + 1), "numbers")


def test_a_ranking_is_not_read_to_its_end():
    with pytest.raises(Refused, match="between 1 and"):
        taken(b" ".join(b"%d" % item for item in range(MOST_ITEMS + 1)), "ranking")


@given(some.binary(max_size=200), some.sampled_from(["labels", "numbers", "probabilities", "ranking"]))
@example(b"1e999\n-1e999\n", "numbers")
@example("١\n²\n".encode(), "numbers")
@example(b"1\x851\x1c1\n", "numbers")  # new lines for str.splitlines alone
@example(b"5e-324,1\n0,0\n", "probabilities")
@example(b",,,\n , \n", "ranking")
@example(b"\xed\xa0\x80\n\n", "labels")
def test_whatever_comes_is_read_or_refused(raw, form):
    with suppress(Refused):
        assert len(taken(raw, form, 2)) == 2
