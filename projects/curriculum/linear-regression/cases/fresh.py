"""Makes rows anew for each run. The error is a parabola in each weight: a difference tells its slope."""

import random
from fractions import Fraction


def rows(seed, given):
    """The slope at some weights, and where a few steps from 0 lead."""
    dice = random.Random(seed)  # noqa: S311
    width = dice.randint(1, 3)
    rows = [[dice.randint(-20, 20) / 8 for _ in range(width)] for _ in range(given["rows"])]
    targets = [dice.randint(-40, 40) / 4 for _ in rows]
    weights = [dice.randint(-16, 16) / 8 for _ in range(width + 1)]
    walked = [Fraction(0)] * (width + 1)
    for _ in range(3):
        walked = [
            one - Fraction(slope, 16)
            for one, slope in zip(walked, _slopes(walked, rows, targets), strict=True)
        ]
    slopes = [float(slope) for slope in _slopes(weights, rows, targets)]
    return {
        "steps": [
            {"call": "gradient", "args": [weights, rows, targets], "expect": slopes},
            {"call": "fit", "args": [rows, targets, 0.0625, 3], "expect": [float(one) for one in walked]},
        ]
    }


def _slopes(weights, rows, targets):
    slopes = []
    for place in range(len(weights)):
        errors = []
        for step in (-1, 1):
            moved = [Fraction(one) + step * (number == place) for number, one in enumerate(weights)]
            errors.append(_error(moved, rows, targets))
        slopes.append((errors[1] - errors[0]) / 2)
    return slopes


def _error(weights, rows, targets):
    total = Fraction(0)
    for row, target in zip(rows, targets, strict=True):
        said = weights[0] + sum(Fraction(one) * weight for one, weight in zip(row, weights[1:], strict=True))
        total += (said - Fraction(target)) ** 2
    return total / len(rows)
