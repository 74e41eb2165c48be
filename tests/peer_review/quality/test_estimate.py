import numpy as np
import pytest

from benchmarks.quality import world
from peer_review.quality.estimate import Marks, Witnesses, fit


def marks(*rows, works=None, evaluators=None):
    """Rows of (work, evaluator, mark)."""
    work, evaluator, value = (np.array(column) for column in zip(*rows, strict=True))
    return Marks(
        work,
        evaluator,
        value.astype(float),
        works or int(work.max()) + 1,
        evaluators or int(evaluator.max()) + 1,
    )


@pytest.fixture(scope="module")
def year():
    return world.make(3, friend_share=0.0)


def of(year):
    return Marks(year.work, year.evaluator, year.value, len(year.worth), world.PEOPLE)


def error(estimate, year):
    return float(np.sqrt(np.mean((estimate - year.worth) ** 2)))


def test_the_estimate_is_nearer_to_the_truth_than_the_mean_and_the_grader_helps(year):
    mean = np.bincount(year.work, year.value) / year.count
    none = np.full(len(year.worth), np.nan)

    alone = fit(of(year), own_noise=False).worth
    with_grader = fit(of(year), Witnesses(year.grader, none)).worth

    assert error(alone, year) < 0.85 * error(mean, year)
    assert error(with_grader, year) < 0.85 * error(alone, year)


def test_the_uncertainty_is_an_honest_one(year):
    none = np.full(len(year.worth), np.nan)
    estimate = fit(of(year), Witnesses(year.grader, none))

    inside = np.abs(estimate.worth - year.worth) < 1.96 * np.sqrt(estimate.variance)

    assert 0.90 < inside.mean() < 0.98


def test_more_marks_make_a_work_more_certain(year):
    variance = fit(of(year)).variance

    by_count = [variance[year.count == count].mean() for count in (1, 2, 3)]
    assert by_count == sorted(by_count, reverse=True)


def test_a_generous_evaluator_is_recognised_and_corrected():
    """Evaluator 0 gives 12 more than the two others, twenty times."""
    rows = [
        (work, who, 70 + work % 9 + (12 if who == 0 else 0))
        for work in range(20)
        for who in (0, 1 + work % 2, 3)
    ]
    estimate = fit(marks(*rows))

    assert estimate.habit[0] > 5
    assert estimate.habit[1] < 0
    assert estimate.habit[0] - estimate.habit[3] > 9


def test_one_mark_says_little_about_the_habit_of_its_giver():
    estimate = fit(marks((0, 0, 100), (0, 1, 70), (0, 2, 70)))

    assert 0 < estimate.habit[0] < 6
    assert estimate.habit_variance[0] > 15


def test_a_mark_does_not_vote_for_itself():
    estimate = fit(marks((0, 0, 100), (0, 1, 60), (0, 2, 60)))

    assert estimate.others[0] < estimate.others[1]


def test_what_staff_say_weighs_most():
    none = np.array([np.nan])
    alone = fit(marks((0, 0, 90), (0, 1, 90)))
    staff = fit(marks((0, 0, 90), (0, 1, 90)), Witnesses(none, np.array([60.0])))

    assert alone.worth[0] > 80
    assert staff.worth[0] == pytest.approx(60, abs=3)


def test_a_cohort_without_marks_is_estimated_too():
    empty = Marks(np.array([], int), np.array([], int), np.array([]), 2, 3)

    estimate = fit(empty)

    assert list(estimate.worth) == pytest.approx([75.0, 75.0])
    assert list(estimate.habit) == [0.0, 0.0, 0.0]


def test_the_grader_tells_how_lenient_everybody_is_together():
    rows = [(work, who, 90) for work in range(20) for who in range(3)]

    estimate = fit(marks(*rows), Witnesses(np.full(20, 80.0), np.full(20, np.nan)))

    assert estimate.offset == pytest.approx(10, abs=2.5)
    assert estimate.worth.mean() == pytest.approx(80, abs=3)
