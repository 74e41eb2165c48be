"""Points anew for each run, on whole numbers: squares of distances are compared, which are exact."""

import random


def points(seed, given):
    dice = random.Random(seed)  # noqa: S311
    points = [[dice.randint(-6, 6), dice.randint(-6, 6)] for _ in range(given["points"])]
    labels = [dice.choice(["a", "b", "c"]) for _ in points]
    query, k = [dice.randint(-3, 3), dice.randint(-3, 3)], dice.randint(3, 9)
    return {"args": [points, labels, query, k], "expect": _elected(points, labels, query, k)}


def _elected(points, labels, query, k):
    left, voters = list(range(len(points))), []
    for _ in range(k):
        nearest = left[0]
        for row in left:
            if _square(points[row], query) < _square(points[nearest], query):
                nearest = row
        left.remove(nearest)
        voters.append(labels[nearest])
    most = max(voters.count(label) for label in voters)
    return next(label for label in voters if voters.count(label) == most)


def _square(point, query):
    return sum((a - b) ** 2 for a, b in zip(point, query, strict=True))
