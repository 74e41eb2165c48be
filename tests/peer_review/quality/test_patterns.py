import numpy as np
import pytest

from benchmarks.quality import world
from peer_review.quality import pairs, patterns
from peer_review.quality.estimate import Marks, fit


@pytest.fixture(scope="module")
def year():
    return world.make(201)


def first_marks(year, most):
    """Everybody's first marks only."""
    rank, given = np.zeros(len(year.evaluator), int), np.zeros(world.PEOPLE, int)
    for row, evaluator in enumerate(year.evaluator):
        rank[row] = given[evaluator]
        given[evaluator] += 1
    early = rank < most
    return Marks(year.work[early], year.evaluator[early], year.value[early], len(year.worth), world.PEOPLE)


@pytest.mark.parametrize("most", [12, 20])
def test_constant_markers_and_copiers_are_found_after_few_marks_and_hardly_anybody_else(year, most):
    marks = first_marks(year, most)

    found = patterns.same_mark(marks, fit(marks))

    flagged = {suspicion.evaluator for suspicion in found.suspicions}
    guilty = set(np.flatnonzero(year.kind != world.HONEST))
    assert len(guilty) == 17
    assert len(guilty & flagged) >= 15
    assert len(flagged - guilty) <= 5
    assert found.expected_false == pytest.approx(1.8)
    stamps = {s.evaluator for s in found.suspicions if s.constant}
    assert set(np.flatnonzero(year.kind == world.STAMP)) <= stamps


def test_with_fewer_marks_nobody_is_judged(year):
    marks = first_marks(year, 11)

    assert patterns.same_mark(marks, fit(marks)) == patterns.Found([], 0)


def test_an_honest_cohort_flags_about_as_many_as_it_says():
    dice = np.random.default_rng(5)
    work, evaluator = np.repeat(np.arange(600), 3), dice.permutation(np.tile(np.arange(60), 30))
    worth, habit = dice.normal(74, 12, 600), dice.normal(0, 5, 60)
    value = np.clip(np.round(worth[work] + habit[evaluator] + dice.normal(0, 10, 1800)), 0, 100)
    marks = Marks(work, evaluator, value, 600, 60)

    found = patterns.same_mark(marks, fit(marks))

    assert found.expected_false == pytest.approx(0.6)
    assert len(found.suspicions) <= 3


def favouring(extra):
    """A year in which evaluator 0 gives the works of 1 that much more, and 1 those of 0."""
    dice = np.random.default_rng(7)
    works, people = 400, 30
    owner = dice.integers(0, people, works)
    worth = dice.normal(74, 10, works)
    rows = []
    for work in range(works):
        others = [p for p in range(people) if p != owner[work]]
        chosen = list(dice.choice(others, 3, replace=False))
        if owner[work] in (0, 1) and 1 - owner[work] not in chosen:
            chosen[0] = 1 - owner[work]
        for who in chosen:
            kind = extra if {who, owner[work]} == {0, 1} else 0
            rows.append((work, who, np.clip(round(worth[work] + kind + dice.normal(0, 8)), 0, 125)))
    work, who, value = (np.array(column) for column in zip(*rows, strict=True))
    return Marks(work, who, value.astype(float), works, people), owner


def test_favours_among_friends_are_found_in_both_directions():
    marks, owner = favouring(25)
    estimate = fit(marks)

    found = pairs.favours(marks, owner, estimate)
    both = pairs.returned(marks, owner, estimate)

    assert {(pair.evaluator, pair.owner) for pair in found.pairs} == {(0, 1), (1, 0)}
    assert found.expected_false == pytest.approx(0.2)
    assert [(pair.evaluator, pair.owner) for pair in both.pairs] == [(0, 1)]
    assert both.pairs[0].excess > 8
    assert both.expected_false < 0.5


def test_where_nobody_favours_anybody_nobody_is_named():
    marks, owner = favouring(0)

    assert pairs.favours(marks, owner, fit(marks)).pairs == []
    assert pairs.returned(marks, owner, fit(marks)).pairs == []


def test_a_cohort_without_pairs_names_none():
    marks = Marks(np.array([], int), np.array([], int), np.array([]), 0, 2)

    assert pairs.favours(marks, np.array([], int), fit(marks)) == pairs.Favours([], 0, 0.0)


def test_work_of_somebody_who_has_evaluated_nothing_is_held_against_nobody_else():
    marks = Marks(np.array([0, 1]), np.array([0, 1]), np.array([100.0, 90.0]), works=2, evaluators=2)
    nobody_listed = np.array([2, 2])

    found = pairs._pairs(marks, nobody_listed, fit(marks))

    assert [(pair.evaluator, pair.owner) for pair in found] == [(0, 2), (1, 2)]
