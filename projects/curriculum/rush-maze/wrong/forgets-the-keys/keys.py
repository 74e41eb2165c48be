"""The shortest way through a maze with doors: python3 keys.py < MAZE."""

import sys
from collections import deque

from maze import BadMaze, Maze, fail

KEYS = "abcd"


def shortest(maze):
    """The moves; to stand somewhere with other keys is to stand somewhere else."""
    first = (maze.start, frozenset())
    came = {first: None}
    waiting = deque([first])
    while waiting:
        here = place, keys = waiting.popleft()
        if place == maze.end:
            return walk_to(here, came)
        for move, there in maze.steps(place):
            what = maze.at(there)
            if what in KEYS.upper() and what.lower() not in keys:
                continue
            after = (there, keys | {what} if what in KEYS else keys)
            if there not in {place for place, _keys in came}:
                came[after] = (move, here)
                waiting.append(after)
    return None


def walk_to(here, came):
    moves = []
    while came[here]:
        move, here = came[here]
        moves.append(move)
    return "".join(reversed(moves))


def main():
    try:
        maze = Maze(sys.stdin.read(), known="#.SE" + KEYS + KEYS.upper())
    except (BadMaze, UnicodeDecodeError) as error:
        fail(error)
    moves = shortest(maze)
    if moves is None:
        print("no way")
        sys.exit(1)
    print(len(moves))
    print(moves)


main()
