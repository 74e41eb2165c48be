"""A maze as text: `#` is wall, `.` is floor, S the start and E the end."""

import sys

MOVES = {"U": (0, -1), "D": (0, 1), "L": (-1, 0), "R": (1, 0)}


class BadMaze(Exception):
    """Not a maze, and why."""


class Maze:
    """Rows of characters. Outside of them everything is wall."""

    def __init__(self, text, known="#.SE"):
        self.rows = text.splitlines()
        if not self.rows:
            raise BadMaze("there is no maze")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.rows[0]):
                raise BadMaze(f"line {number} is not as long as the first")
            if strange := set(row) - set(known):
                raise BadMaze(f"line {number}: {min(strange)!r} is not of a maze")
        self.start, self.end = self._only("S"), self._only("E")

    def _only(self, letter):
        places = [(row.index(letter), y) for y, row in enumerate(self.rows) if letter in row]
        if sum(row.count(letter) for row in self.rows) != 1:
            raise BadMaze(f"there must be one {letter}")
        return places[0]

    def at(self, place):
        x, y = place
        inside = 0 <= y < len(self.rows) and 0 <= x < len(self.rows[0])
        return self.rows[y][x] if inside else "#"

    def steps(self, place):
        """(move, place) for each way out of a place."""
        x, y = place
        for move, (right, down) in MOVES.items():
            there = (x + right, y + down)
            if self.at(there) != "#":
                yield move, there


def fail(reason):
    print(reason, file=sys.stderr)
    sys.exit(2)
