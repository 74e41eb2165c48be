from collections import Counter
from math import dist


def vote(points, labels, query, k):
    if not 1 <= k <= len(points):
        raise ValueError("k")
    pairs = sorted((dist(point, query), label) for point, label in zip(points, labels, strict=True))
    return Counter(label for _, label in pairs[:k]).most_common(1)[0][0]
