"""Who marks whom more kindly than others: residuals of pairs, with the share of innocents under control.

A residual is what a mark has above the rest of the evidence and its giver's habit, in standard deviations.
Knows no Django.
"""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from .estimate import Estimate, Floats, Ints, Marks

FALSE_SHARE = 0.10  # of the pairs on the list, by Benjamini and Hochberg
FEWEST = 2  # marks of a pair in one direction
FEWEST_RETURNED = 4  # marks of a pair in both directions
RETURNED_LIMIT = 3.0  # standard deviations


@dataclass(frozen=True)
class Pair:
    evaluator: int
    owner: int
    marks: int
    excess: float  # mean residual, in points
    deviations: float


@dataclass(frozen=True)
class Favours:
    pairs: list[Pair]
    tested: int
    expected_false: float  # innocent pairs on the list


def residuals(marks: Marks, estimate: Estimate) -> Floats:
    """Of every mark, in standard deviations, centred and scaled over all of them."""
    if not len(marks.value):
        return np.zeros(0)
    expected = estimate.others + estimate.offset + estimate.habit[marks.evaluator]
    raw = (marks.value - expected) / np.sqrt(estimate.noise[marks.evaluator] + estimate.others_variance)
    centred: Floats = raw - raw.mean()
    spread = centred.std()
    return centred / spread if spread > 0 else centred


def favours(marks: Marks, owner: Ints, estimate: Estimate) -> Favours:
    """Pairs in which one marks the other too kindly; `owner` is who made each work."""
    tested = [pair for pair in _pairs(marks, owner, estimate) if pair.marks >= FEWEST]
    tested.sort(key=lambda pair: -pair.deviations)
    chances = np.array([tail(pair.deviations) for pair in tested])
    allowed = FALSE_SHARE * np.arange(1, len(tested) + 1) / max(1, len(tested))
    under = np.flatnonzero(chances <= allowed)
    flagged = tested[: int(under.max()) + 1] if len(under) else []
    return Favours(flagged, len(tested), FALSE_SHARE * len(flagged))


def returned(marks: Marks, owner: Ints, estimate: Estimate) -> Favours:
    """Pairs that mark each other too kindly, with at least one mark each way; each pair once."""
    by_pair = {(pair.evaluator, pair.owner): pair for pair in _pairs(marks, owner, estimate)}
    both = []
    for (evaluator, owner_), one in by_pair.items():
        other = by_pair.get((owner_, evaluator))
        if other and evaluator < owner_ and one.marks + other.marks >= FEWEST_RETURNED:
            both.append(_together(one, other))
    flagged = [pair for pair in both if pair.deviations > RETURNED_LIMIT]
    flagged.sort(key=lambda pair: -pair.deviations)
    return Favours(flagged, len(both), tail(RETURNED_LIMIT) * len(both))


def _together(one: Pair, other: Pair) -> Pair:
    marks = one.marks + other.marks
    total = one.deviations * sqrt(one.marks) + other.deviations * sqrt(other.marks)
    excess = (one.excess * one.marks + other.excess * other.marks) / marks
    return Pair(one.evaluator, one.owner, marks, excess, total / sqrt(marks))


def _pairs(marks: Marks, owner: Ints, estimate: Estimate) -> list[Pair]:
    rest = residuals(marks, estimate)
    points = marks.value - estimate.others - estimate.offset - estimate.habit[marks.evaluator]
    owners = marks.evaluators + 1  # the last one stands for everybody who has evaluated nothing
    keys = marks.evaluator * owners + owner[marks.work]
    found, place, count = np.unique(keys, return_inverse=True, return_counts=True)
    deviations = np.bincount(place, rest) / np.sqrt(count)
    excess = np.bincount(place, points) / count
    rows = zip(found, count, excess, deviations, strict=True)
    return [
        Pair(int(key // owners), int(key % owners), int(n), float(points_), float(z))
        for key, n, points_, z in rows
    ]


def tail(deviations: float) -> float:
    """The chance that an honest pair is at least so far above."""
    return 0.5 * erfc(deviations / sqrt(2))
