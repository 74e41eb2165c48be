from collections import Counter
from math import log2


def entropy(labels):
    return -sum(count / len(labels) * log2(count / len(labels)) for count in Counter(labels).values())


def best_split(values, labels):
    rows = list(zip(values, labels, strict=True))
    ordered = sorted(set(values))
    found, best = None, 0.0
    for low, high in zip(ordered, ordered[1:], strict=False):
        threshold = (low + high) / 2
        sides = [
            [label for value, label in rows if value < threshold],
            [label for value, label in rows if value > threshold],
        ]
        gain = entropy(labels) - sum(len(side) * entropy(side) for side in sides) / len(rows)
        if gain > best + 1e-12:
            found, best = (threshold, gain), gain
    return found
