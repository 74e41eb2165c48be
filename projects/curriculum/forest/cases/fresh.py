"""Makes rows anew for each run. Each threshold is judged by counting both of its sides, in whole numbers."""

import random
from fractions import Fraction


def rows(seed, given):
    """Draws again where nothing can be cut."""
    dice = random.Random(seed)  # noqa: S311
    best = None
    while best is None:
        rows = [[dice.randint(0, 12) / 2 for _ in range(3)] for _ in range(given["rows"])]
        labels = [int(row[1] + dice.randint(-3, 3) > 3) for row in rows]
        columns, least = sorted(dice.sample(range(3), 2)), dice.randint(1, 5)
        best = min(_cuts(rows, labels, columns, least), default=None)
    ones = Fraction(sum(labels), len(labels))
    return {
        "steps": [
            {"call": "gini", "args": [labels], "expect": float(1 - ones**2 - (1 - ones) ** 2)},
            {"args": [rows, labels, columns, least], "expect": (best[1], float(best[2]))},
        ]
    }


def _cuts(rows, labels, columns, least):
    """How mixed both sides are, the column and the threshold: so the least of them wins a tie, too."""
    if len(set(labels)) == 1:
        return
    for column in columns:
        for low in {row[column] for row in rows}:
            above = [row[column] for row in rows if row[column] > low]
            left = [label for row, label in zip(rows, labels, strict=True) if row[column] <= low]
            right = [label for row, label in zip(rows, labels, strict=True) if row[column] > low]
            if min(len(left), len(right)) >= least:
                mixed = _mixed(left) + _mixed(right)
                yield mixed, column, Fraction(low + min(above)) / 2


def _mixed(labels):
    """The Gini index times the rows."""
    ones = sum(labels)
    return Fraction(2 * ones * (len(labels) - ones), len(labels))
