"""Values anew for each run. Each place asks every other one whether it lies in its window."""

import random
from fractions import Fraction


def values(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made = [None if dice.random() < 0.35 else dice.randint(-50, 50) for _ in range(given["values"])]
    width = dice.randint(2, 5)
    return {"args": [made, width], "expect": [_mean(made, place, width) for place in range(len(made))]}


def _mean(values, place, width):
    total, count = Fraction(0), 0
    for other, value in enumerate(values):
        if value is not None and 0 <= place - other < width:
            total, count = total + value, count + 1
    return float(total / count) if count else None
