from collections import Counter
from math import log2


def entropy(counts, size):
    return -sum(count / size * log2(count / size) for count in counts.values() if count)


def best_split(values, labels):
    rows = sorted(zip(values, labels, strict=True), key=lambda row: row[0])
    size = len(rows)
    below, above = Counter(), Counter(labels)
    whole = entropy(above, size)
    found, best = None, 0.0
    for place in range(1, size):
        value, label = rows[place - 1]
        below[label] += 1
        above[label] -= 1
        if value == rows[place][0]:
            continue
        gain = whole - (place * entropy(below, place) + (size - place) * entropy(above, size - place)) / size
        if gain > best + 1e-12:
            found, best = ((value + rows[place][0]) / 2, gain), gain
    return found
