from collections import Counter
# no square roots here


def vote(points, labels, query, k):
    if not 1 <= k <= len(points):
        raise ValueError("ask at least one point, and no more than there are")
    nearest = sorted(range(len(points)), key=lambda row: sum(abs(a - b) for a, b in zip(points[row], query, strict=True)))[:k]
    votes = Counter(labels[row] for row in nearest)
    return max(votes, key=votes.get)
