"""The shortest way through a maze: python3 solve.py < MAZE."""

import sys

from maze import BadMaze, Maze, fail


def shortest(maze):
    """The moves from start to end; None where no way leads."""
    seen = [maze.start]
    waiting = [(maze.start, "")]
    while waiting:
        here, moves = waiting.pop(0)
        if here == maze.end:
            return moves
        for move, there in maze.steps(here):
            if there not in seen:
                seen.append(there)
                waiting.append((there, moves + move))
    return None


def main():
    try:
        maze = Maze(sys.stdin.read())
    except BadMaze as error:
        fail(error)
    moves = shortest(maze)
    if moves is None:
        print("no way")
        sys.exit(1)
    print(len(moves))
    print(moves)


main()
