"""Decision trees and a forest of them, for labels 0 and 1.

A leaf is the share of ones, a float; any other tree is the tuple (column, threshold, left, right).
"""

from math import inf
from random import Random


def gini(labels):
    """How mixed the labels are: 0.0 where all are equal, 0.5 at most. Raises ValueError if there are none."""
    share = _share(labels)
    return 2 * share * (1 - share)


def best_split(rows, labels, columns, least):
    """The column and threshold that leave the least mixed sides with `least` rows each; None if there is none."""
    _share(labels)
    best = (inf,)
    for column in sorted(columns):
        for threshold, mixed in _splits(rows, labels, column, least):
            if mixed < best[0] - 1e-12:
                best = mixed, column, threshold
    return best[1:] or None


def grow(rows, labels, depth, least):
    """A tree of at most so many questions in a row."""
    return _grown(rows, labels, depth, least, lambda: range(len(rows[0])))


def probability(tree, row):
    while isinstance(tree, tuple):
        column, threshold, left, right = tree
        tree = left if row[column] <= threshold else right
    return tree


def bootstrap(count, dice):
    """Places of as many rows, drawn with putting back."""
    return [dice.randrange(count) for _ in range(count)]


class Forest:
    """Trees on samples of the rows, each split on a few columns drawn by chance."""

    def __init__(self, trees, depth, least, columns, seed):
        self.trees, self.depth, self.least, self.columns = trees, depth, least, columns
        self.dice, self.grown = Random(seed), []

    def learn(self, rows, labels):
        """Raises ValueError if there is no row."""
        _share(labels)
        width = len(rows[0])
        few = min(self.columns, width)
        self.grown = []
        for _ in range(self.trees):
            drawn = bootstrap(len(rows), self.dice)
            sample, told = [rows[place] for place in drawn], [labels[place] for place in drawn]
            tree = _grown(sample, told, self.depth, self.least, lambda: self.dice.sample(range(width), few))
            self.grown.append(tree)

    def probabilities(self, rows):
        """The mean of what the trees say. Raises RuntimeError before `learn`."""
        if not self.grown:
            raise RuntimeError("learn comes first")
        return [sum(probability(tree, row) for tree in self.grown) / len(self.grown) for row in rows]


def _grown(rows, labels, depth, least, columns):
    share = _share(labels)
    if not depth:
        return share
    split = best_split(rows, labels, columns(), least)
    if not split:
        return share
    column, threshold = split
    sides = ([], []), ([], [])
    for row, label in zip(rows, labels):
        side = sides[row[column] > threshold]
        side[0].append(row)
        side[1].append(label)
    return column, threshold, *(_grown(*side, depth - 1, least, columns) for side in sides)


def _splits(rows, labels, column, least):
    """Thresholds between different values, with how mixed the sides are; one sweep over the sorted rows."""
    if all(labels) or not any(labels):
        return
    pairs = sorted((row[column], label) for row, label in zip(rows, labels))
    count, ones, before = len(pairs), sum(labels), 0
    for left in range(1, count):
        value, label = pairs[left - 1]
        before += label
        after = pairs[left][0]
        if value == after or left < least or count - left < least:
            continue
        right, behind = count - left, ones - before
        mixed = before * (left - before) / left + behind * (right - behind) / right
        yield (value + after) / 2, mixed


def _share(labels):
    if not labels:
        raise ValueError("there are no labels")
    return sum(labels) / len(labels)
