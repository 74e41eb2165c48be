"""Ways of marking that are worth a talk: always the same mark, or always what everybody gets.

Both are told from honest marking by a likelihood ratio: how much better does 'the same mark, whatever the
work' explain somebody's marks than 'the worth of the work, their habit and their noise'? Honest evaluators
differ too, so each rule comes with the number of them that it is expected to flag. Knows no Django.
"""

from dataclasses import dataclass

import numpy as np

from .estimate import Estimate, Floats, Marks

FEWEST = 12  # marks; below that the ratio says too little
CONSTANT_SPREAD = 4.0  # points: who spreads less than that gives a constant mark
SMALLEST_VARIANCE = 4.0
ALARM = 0.01  # of honest evaluators, by construction of the threshold
DRAWS = 400  # honest marks that are made up to find it


@dataclass(frozen=True)
class Suspicion:
    """An evaluator whose marks follow the works less than chance allows."""

    evaluator: int
    given: int
    ratio: float  # log likelihood: 'always the same' against 'honest'
    threshold: float  # that 1 % of honest evaluators exceed
    mean: float
    spread: float
    constant: bool  # else: about the usual mark, with some noise


@dataclass(frozen=True)
class Found:
    suspicions: list[Suspicion]
    tested: int

    @property
    def expected_false(self) -> float:
        """So many honest evaluators would be on the list by chance."""
        return ALARM * self.tested


def same_mark(marks: Marks, estimate: Estimate, *, seed: int = 0) -> Found:
    """Constant markers and copiers of the usual mark among those with enough marks, the clearest first."""
    dice, found, tested = np.random.default_rng(seed), [], 0
    for evaluator in np.flatnonzero(np.bincount(marks.evaluator, minlength=marks.evaluators) >= FEWEST):
        tested += 1
        suspicion = _look_at(int(evaluator), marks, estimate, dice)
        if suspicion.ratio > suspicion.threshold:
            found.append(suspicion)
    return Found(sorted(found, key=lambda one: one.threshold - one.ratio), tested)


def _look_at(evaluator: int, marks: Marks, estimate: Estimate, dice: np.random.Generator) -> Suspicion:
    own = marks.evaluator == evaluator
    values, expected = marks.value[own], estimate.others[own] + estimate.offset + estimate.habit[evaluator]
    variance = estimate.noise[evaluator] + estimate.others_variance[own]
    # Honest marks are as exact as usual: a constant marker's own noise is part of what is asked here.
    honest = expected + dice.normal(size=(DRAWS, own.sum())) * np.sqrt(variance)
    by_chance = _ratio(np.clip(np.round(honest), 0, 125), expected, variance)
    by_chance.sort()  # numpy's own quantile takes longer than all of the draws
    threshold = max(0.0, float(by_chance[round((1 - ALARM) * (DRAWS - 1))]))
    ratio = float(_ratio(values[None, :], expected, variance)[0])
    spread = float(values.std(ddof=1))
    return Suspicion(
        evaluator, len(values), ratio, threshold, float(values.mean()), spread, spread < CONSTANT_SPREAD
    )


def _ratio(values: Floats, expected: Floats, variance: Floats) -> Floats:
    """Rows of marks; the log likelihood of 'always the same' over that of 'honest'."""
    around = values - values.mean(axis=1, keepdims=True)
    own = np.maximum((around**2).sum(axis=1) / max(1, values.shape[1] - 1), SMALLEST_VARIANCE)
    same = -0.5 * ((around**2).sum(axis=1) / own + values.shape[1] * np.log(own))
    honest = -0.5 * ((values - expected) ** 2 / variance + np.log(variance)).sum(axis=1)
    ratio: Floats = same - honest
    return ratio
