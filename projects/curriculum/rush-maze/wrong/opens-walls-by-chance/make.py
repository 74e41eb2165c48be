"""Makes a perfect maze: python3 make.py WIDTH HEIGHT [SEED]."""

import random
import sys

from maze import fail

MOST = 500  # rooms in a row or column


def carved(width, height, dice):
    """A grid of characters in which one way leads from each room to each other."""
    grid = [["#"] * (2 * width + 1) for _ in range(2 * height + 1)]
    for y in range(1, 2 * height):
        for x in range(1, 2 * width):
            if (x % 2 and y % 2) or ((x % 2 or y % 2) and dice.random() < 0.6):
                grid[y][x] = "."
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
    grid = carved(width, height, random.Random(sys.argv[3] if len(sys.argv) == 4 else None))
    grid[1][1], grid[-2][-2] = "S", "E"
    print("\n".join("".join(row) for row in grid))


main()
