"""A table anew for each run, walked cell by cell: straight on, and to the right where nothing new lies ahead."""

import random

RIGHT_TURNS = [(0, 1), (1, 0), (0, -1), (-1, 0)]  # rows and columns of a step


def table(seed, given):
    dice = random.Random(seed)  # noqa: S311
    height, width = dice.randint(2, given["most"]), dice.randint(2, given["most"])
    cells = {(row, column): dice.randint(-99, 999) for row in range(height) for column in range(width)}
    rows = [" ".join(str(cells[row, column]) for column in range(width)) for row in range(height)]
    stdin = "".join(f"{line}\n" for line in [f"{height} {width}", *rows])
    return {"stdin": stdin, "expect": " ".join(map(str, _walked(cells))) + "\n"}


def _walked(cells):
    left, here, turns, met = dict(cells), (0, 0), 0, []
    while left:
        met.append(left.pop(here))
        ahead = _ahead(here, turns)
        if ahead not in left:
            turns += 1
            ahead = _ahead(here, turns)
        here = ahead
    return met


def _ahead(here, turns):
    down, right = RIGHT_TURNS[turns % 4]
    return here[0] + down, here[1] + right
