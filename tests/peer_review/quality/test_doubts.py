from dataclasses import replace

import pytest

from peer_review.quality.doubts import Doubt, Known, Limits, chance_to_pass, doubts

SURE = Known(marks=((90, 110), (88, 110)), worth=88, variance=30, grader=None, line=60)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (SURE, []),
        (replace(SURE, marks=((99, 110), (65, 110))), [Doubt.EVALUATORS]),
        (replace(SURE, marks=((99, 400), (65, 400))), []),  # these two are known to be noisy
        (replace(SURE, marks=((99, 110),)), []),
        (replace(SURE, grader=50), [Doubt.MACHINE]),
        (replace(SURE, grader=80), []),
        (replace(SURE, worth=62), [Doubt.LINE]),
        (replace(SURE, worth=58), [Doubt.LINE]),
        (replace(SURE, worth=40), []),  # it has clearly failed
        (replace(SURE, marks=((95, 110), (50, 110)), worth=64, grader=30), list(Doubt)),
    ],
)
def test_one_more_is_asked_for_by_three_rules(known, expected):
    assert doubts(known, Limits()) == expected


def test_three_marks_may_lie_wider_apart_than_two():
    two = replace(SURE, marks=((100, 110), (69, 110)))
    three = replace(SURE, marks=((100, 110), (85, 110), (69, 110)))

    assert doubts(two, Limits()) == [Doubt.EVALUATORS]
    assert doubts(three, Limits()) == []


def test_the_limits_are_a_choice():
    assert doubts(replace(SURE, worth=62), Limits(doubtful=0.3)) == [Doubt.LINE]
    assert doubts(replace(SURE, worth=65), Limits(doubtful=0.4)) == []
    assert doubts(replace(SURE, marks=((99, 110), (65, 110))), Limits(deviations=3)) == []


def test_at_the_line_it_is_even():
    assert chance_to_pass(replace(SURE, worth=60)) == 0.5
