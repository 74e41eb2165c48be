"""Points anew for each run, on whole numbers: squares of distances are compared, which are exact."""

import random
from fractions import Fraction


def points(seed, given):
    dice = random.Random(seed)  # noqa: S311
    centres = [[float(dice.randint(-9, 9)) for _ in range(2)] for _ in range(dice.randint(2, 5))]
    points = [[float(dice.randint(-9, 9)) for _ in range(2)] for _ in range(given["points"])]
    chosen = [_chosen(point, centres) for point in points]
    moved = [_moved(number, centre, chosen, points) for number, centre in enumerate(centres)]
    return {"args": [points, centres], "expect": (chosen, moved)}


def _chosen(point, centres):
    squares = [sum((a - b) ** 2 for a, b in zip(point, centre, strict=True)) for centre in centres]
    return squares.index(min(squares))


def _moved(number, centre, chosen, points):
    x, y, members = Fraction(0), Fraction(0), 0
    for mine, point in zip(chosen, points, strict=True):
        if mine == number:
            x, y, members = x + Fraction(point[0]), y + Fraction(point[1]), members + 1
    return [float(x / members), float(y / members)] if members else centre
