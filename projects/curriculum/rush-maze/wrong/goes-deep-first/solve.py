"""A way through a maze: python3 solve.py < MAZE."""

import sys
from collections import deque

from maze import BadMaze, Maze, fail


def shortest(maze):
    """The moves from start to end; None where no way leads."""
    came = {maze.start: None}
    waiting = deque([maze.start])
    while waiting and maze.end not in came:
        here = waiting.pop()
        for move, there in maze.steps(here):
            if there not in came:
                came[there] = (move, here)
                waiting.append(there)
    if maze.end not in came:
        return None
    moves, here = [], maze.end
    while came[here]:
        move, here = came[here]
        moves.append(move)
    return "".join(reversed(moves))


def main():
    try:
        maze = Maze(sys.stdin.read())
    except (BadMaze, UnicodeDecodeError) as error:
        fail(error)
    moves = shortest(maze)
    if moves is None:
        print("no way")
        sys.exit(1)
    print(len(moves))
    print(moves)


main()
