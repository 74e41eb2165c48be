"""Rows anew for each run. The variance comes from the squares of all differences between two rows."""

import math
import random


def rows(seed, given):
    dice = random.Random(seed)  # noqa: S311
    train = [[float(dice.randint(-50, 50)), dice.uniform(0, 1), 7.5] for _ in range(given["rows"])]
    test = [[float(dice.randint(-90, 90)), dice.uniform(-1, 2), float(dice.randint(6, 9))] for _ in range(5)]
    measures = [_measured([row[column] for row in train]) for column in range(3)]
    return {"args": [train, test], "expect": (_applied(measures, train), _applied(measures, test))}


def _measured(column):
    differences = math.fsum((one - other) ** 2 for one in column for other in column)
    return math.fsum(column) / len(column), math.sqrt(differences / 2) / len(column) or 1.0


def _applied(measures, rows):
    return [
        [(value - mean) / spread for value, (mean, spread) in zip(row, measures, strict=True)] for row in rows
    ]
