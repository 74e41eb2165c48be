"""Draws digits as if written by hand. All are synthetic: strokes of a pen, bent, turned and smeared.

    python projects/curriculum/digit-net/cases/make.py

A picture has 12 x 12 points of grey in sixteen steps, a letter from a (paper) to p (ink) each, row by row.
"""

import csv
import math
import random
from itertools import pairwise
from pathlib import Path

CASES = Path(__file__).parent
ROWS = {"train": 2000, "test": 1200}
SIZE = 12
GREYS = "abcdefghijklmnop"
ROUND = [(math.cos(turn * math.pi / 8), math.sin(turn * math.pi / 8)) for turn in range(17)]


def arc(x, y, wide, high, first=0, last=16):
    return [
        (x + wide * ROUND[turn % 16][0], y + high * ROUND[turn % 16][1]) for turn in range(first, last + 1)
    ]


STROKES = {  # in a square from -1 to 1, y downwards
    0: [[arc(0, 0, 0.6, 0.9)]],
    1: [[[(-0.3, -0.5), (0.1, -0.9), (0.1, 0.9)]], [[(0, -0.9), (0, 0.9)]]],
    2: [[[*arc(0, -0.4, 0.55, 0.5, 9, 17), (-0.6, 0.9), (0.65, 0.9)]]],
    3: [[[*arc(-0.1, -0.45, 0.6, 0.45, 10, 19), *arc(-0.1, 0.42, 0.65, 0.48, 13, 22)]]],
    4: [[[(0.2, -0.9), (-0.6, 0.3), (0.7, 0.3)], [(0.3, -0.3), (0.3, 0.9)]]],
    5: [[[(0.55, -0.9), (-0.45, -0.9), (-0.5, -0.1), *arc(-0.05, 0.35, 0.6, 0.5, 11, 22)]]],
    6: [[[(0.4, -0.9), (-0.3, -0.2), *arc(0, 0.4, 0.5, 0.48, 8, 24)]]],
    7: [
        [[(-0.6, -0.9), (0.6, -0.9), (-0.1, 0.9)]],
        [[(-0.6, -0.9), (0.6, -0.9), (0, 0.9)], [(-0.2, 0), (0.5, 0)]],
    ],
    8: [[arc(0, -0.45, 0.45, 0.42), arc(0, 0.42, 0.55, 0.47)]],
    9: [[[*arc(0, -0.4, 0.5, 0.48, 0, 16), (0.4, 0.2), (0.2, 0.9)]]],
}


def picture(dice, digit):
    lines = _bent(dice, dice.choice(STROKES[digit]))
    width = dice.uniform(0.75, 1.2)
    points = []
    for row in range(SIZE):
        for column in range(SIZE):
            near = min(_distance(column, row, *pair) for line in lines for pair in pairwise(line))
            ink = max(0.0, min(1.0, 1.5 - near / width)) * 13 + dice.gauss(0, 1.6)
            points.append(GREYS[min(max(round(ink), 0), 15)])
    return "".join(points)


def _bent(dice, strokes):
    """The strokes as a hand may put them: turned, slanted, stretched, moved, and shaking a little."""
    turn, slant = dice.gauss(0, 0.20), dice.gauss(0, 0.20)
    wide, high = 3.6 * dice.uniform(0.65, 1.1), 4.4 * dice.uniform(0.7, 1.05)
    right, down = 5.5 + dice.gauss(0, 0.9), 5.5 + dice.gauss(0, 0.8)
    lines = []
    for stroke in strokes:
        line = []
        for x, y in stroke:
            x, y = x - slant * y + dice.gauss(0, 0.07), y + dice.gauss(0, 0.07)
            x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
            line.append((right + wide * x, down + high * y))
        lines.append(line)
    return lines


def _distance(x, y, start, end):
    """From a point to a piece of a line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = ((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy or 1)
    along = min(max(along, 0), 1)
    return math.hypot(x - start[0] - along * dx, y - start[1] - along * dy)


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(12)  # noqa: S311
    train, test = ([dice.randrange(10) for _ in range(ROWS[name])] for name in ("train", "test"))
    write("train.csv", ["points", "digit"], [[picture(dice, digit), digit] for digit in train])
    write("test.csv", ["points"], [[picture(dice, digit)] for digit in test])
    write("labels.csv", ["label"], [[digit] for digit in test])


main()
