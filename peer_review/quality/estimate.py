"""What a piece of work is worth, from the marks it got and from the habits of those who gave them.

An empirical Bayes estimate by closed-form coordinate updates. Each evaluator has a habit (so many points
above others) and a noise; both are drawn towards what is usual, the less so the more marks they have given.
The sizes were measured on a public set of 247 works with three peers and three tutors each. Knows no Django.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# All in points of 100, squared where a variance is meant.
USUAL_MARK, PRIOR_WORKS = 75.0, 10.0  # a new cohort believes in this mark as if it had seen so many
WORK_VARIANCE = 144.0  # works differ by 12
HABIT_VARIANCE = 25.0  # habits differ by 5
NOISE_VARIANCE = 110.0  # one mark, without its habit, is off by 10.5
NOISE_RANGE = (25.0, 900.0)
NOISE_PRIOR = 8.0  # marks that an evaluator's own noise must outweigh
GRADER_VARIANCE = 81.0  # the grader's score is off by 9
STAFF_VARIANCE = 4.0
# Marks of works that staff, or the grader, also judged; with fewer they do not say how lenient everybody is.
FEWEST_BY_STAFF, FEWEST_BY_GRADER = 6, 20
ROUNDS = 12


@dataclass(frozen=True)
class Marks:
    """Who (0 …) gave which work (0 …) how much; three arrays of one length."""

    work: Ints
    evaluator: Ints
    value: Floats
    works: int
    evaluators: int


@dataclass(frozen=True)
class Witnesses:
    """What else is known about works: the grader's scores and marks by staff; NaN where there is none."""

    grader: Floats
    staff: Floats

    @classmethod
    def none(cls, works: int) -> "Witnesses":
        return cls(np.full(works, np.nan), np.full(works, np.nan))


@dataclass(frozen=True)
class Estimate:
    """Of every work its worth and variance, of every evaluator their habit and noise variance.

    `others` and `others_variance` say, for every mark, what all the rest of the evidence says about its work:
    a mark must not vote for itself when it is judged. `offset` is how lenient all evaluators are together.
    """

    worth: Floats
    variance: Floats
    habit: Floats
    habit_variance: Floats
    noise: Floats
    offset: float
    usual: float
    others: Floats
    others_variance: Floats


@dataclass(frozen=True)
class _Beliefs:
    habit: Floats
    precision: Floats
    offset: float
    usual: float


def fit(marks: Marks, witnesses: Witnesses | None = None, *, own_noise: bool = True) -> Estimate:
    """`own_noise=False` takes everybody to be equally exact, as is wise for very few marks."""
    witnesses = witnesses or Witnesses.none(marks.works)
    beliefs = _Beliefs(
        np.zeros(marks.evaluators), np.full(marks.evaluators, 1 / NOISE_VARIANCE), 0.0, _usual(marks.value)
    )
    for _round in range(ROUNDS):
        beliefs = _better(marks, witnesses, beliefs, own_noise=own_noise)
    worth, variance, others, others_variance = _works(marks, witnesses, beliefs)
    return Estimate(
        worth,
        variance,
        beliefs.habit,
        1 / (_habit_weight(marks, beliefs, others_variance) + 1 / HABIT_VARIANCE),
        1 / beliefs.precision,
        beliefs.offset,
        beliefs.usual,
        others,
        others_variance,
    )


def _usual(values: Floats) -> float:
    return float((USUAL_MARK * PRIOR_WORKS + values.sum()) / (PRIOR_WORKS + len(values)))


def _works(marks: Marks, witnesses: Witnesses, beliefs: _Beliefs) -> tuple[Floats, Floats, Floats, Floats]:
    """Worth and variance of every work; and the same for every mark, without that mark."""
    weight = beliefs.precision[marks.evaluator]
    corrected = marks.value - beliefs.habit[marks.evaluator] - beliefs.offset
    total = np.bincount(marks.work, weight * corrected, marks.works) + beliefs.usual / WORK_VARIANCE
    weights = np.bincount(marks.work, weight, marks.works) + 1 / WORK_VARIANCE
    for seen, variance in ((witnesses.grader, GRADER_VARIANCE), (witnesses.staff, STAFF_VARIANCE)):
        there = ~np.isnan(seen)
        total = total + np.where(there, np.nan_to_num(seen), 0) / variance
        weights = weights + there / variance
    others_weights = weights[marks.work] - weight
    others = (total[marks.work] - weight * corrected) / others_weights
    return total / weights, 1 / weights, others, 1 / others_weights


def _habit_weight(marks: Marks, beliefs: _Beliefs, others_variance: Floats) -> Floats:
    """How much is known about each habit."""
    known = 1 / (1 / beliefs.precision[marks.evaluator] + others_variance)
    return np.bincount(marks.evaluator, known, marks.evaluators).astype(np.float64)


def _better(marks: Marks, witnesses: Witnesses, beliefs: _Beliefs, *, own_noise: bool) -> _Beliefs:
    _worth, _variance, others, others_variance = _works(marks, witnesses, beliefs)
    apart = marks.value - beliefs.offset - others
    known = 1 / (1 / beliefs.precision[marks.evaluator] + others_variance)
    pull = np.bincount(marks.evaluator, known * apart, marks.evaluators)
    habit = pull / (_habit_weight(marks, beliefs, others_variance) + 1 / HABIT_VARIANCE)
    rest = apart - habit[marks.evaluator]
    precision = _precision(marks, rest**2 - others_variance) if own_noise else beliefs.precision
    without_habit = marks.value - habit[marks.evaluator]
    offset = _offset(marks, witnesses, without_habit)
    return _Beliefs(habit, precision, offset, _usual(without_habit - offset))


def _precision(marks: Marks, squares: Floats) -> Floats:
    """Scaled inverse chi-square: an evaluator's own noise, drawn towards the usual one."""
    given = np.bincount(marks.evaluator, minlength=marks.evaluators)
    own = np.bincount(marks.evaluator, np.maximum(squares, -200), marks.evaluators)
    noise = (NOISE_PRIOR * NOISE_VARIANCE + own) / (NOISE_PRIOR + given)
    precision: Floats = 1 / np.clip(noise, *NOISE_RANGE)
    return precision


def _offset(marks: Marks, witnesses: Witnesses, without_habit: Floats) -> float:
    """How far all marks together stand above what staff, or else the grader, say of the same works."""
    for seen, fewest in ((witnesses.staff, FEWEST_BY_STAFF), (witnesses.grader, FEWEST_BY_GRADER)):
        there = ~np.isnan(seen[marks.work])
        if there.sum() >= fewest:
            return float(np.mean(without_habit[there] - seen[marks.work][there]))
    return 0.0
