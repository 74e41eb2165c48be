"""Makes a perfect maze: python3 make.py WIDTH HEIGHT [SEED]."""

import random
import sys

from maze import MOVES, fail

MOST = 500  # rooms in a row or column


def carved(width, height, dice):
    """A grid of characters in which one way leads from each room to each other."""
    grid = [["#"] * (2 * width + 1) for _ in range(2 * height + 1)]
    grid[1][1] = "."
    way = [(0, 0)]  # a stack of our own: calls of calls would run out
    while way:
        x, y = way[-1]
        closed = [
            (right, down)
            for right, down in MOVES.values()
            if 0 <= x + right < width
            and 0 <= y + down < height
            and grid[2 * (y + down) + 1][2 * (x + right) + 1] == "#"
        ]
        if not closed:
            way.pop()
            continue
        right, down = dice.choice(closed)
        grid[2 * y + 1 + down][2 * x + 1 + right] = "."
        grid[2 * (y + down) + 1][2 * (x + right) + 1] = "."
        way.append((x + right, y + down))
    return grid


def size(word):
    if not (word.isascii() and word.isdigit()) or not 1 <= int(word) <= MOST:
        fail(f"{word!r} is not a whole number from 1 to {MOST}")
    return int(word)


def main():
    if len(sys.argv) not in (3, 4):
        fail("usage: make.py WIDTH HEIGHT [SEED]")
    width, height = size(sys.argv[1]), size(sys.argv[2])
    if width * height < 2:
        fail("a maze has at least two rooms")
    grid = carved(width, height, random.Random())
    grid[1][1], grid[-2][-2] = "S", "E"
    print("\n".join("".join(row) for row in grid))


main()
