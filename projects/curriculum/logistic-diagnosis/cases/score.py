"""The calibration error: how far promises are from what came true, in ten groups of equal size."""

from itertools import pairwise

GROUPS = 10


def score(labels, predictions):
    """The mean distance between promise and truth; 0 is best. A prediction is [healthy, ill]."""
    pairs = [(each[1], label == "ill") for label, each in zip(labels, predictions, strict=True)]
    pairs.sort(key=lambda pair: pair[0])  # equal promises stay as mixed as the rows are
    return sum(map(_distance, _groups(pairs))) / len(pairs)


def _groups(pairs):
    edges = [len(pairs) * number // GROUPS for number in range(GROUPS + 1)]
    return [pairs[start:end] for start, end in pairwise(edges)]


def _distance(group):
    return abs(sum(promise for promise, _ in group) - sum(ill for _, ill in group))
