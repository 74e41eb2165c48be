from collections import Counter
from math import dist


def vote(points, labels, query, k):
    if not 1 <= k <= len(points):
        raise ValueError("ask at least one point, and no more than there are")
    nearest = sorted(range(len(points)), key=lambda row: dist(points[row], query))
    votes = Counter(labels[row] for row in nearest)
    return max(votes, key=votes.get)
