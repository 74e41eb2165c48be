"""The shortest way through a maze: python3 solve.py < MAZE."""

import sys

from maze import BadMaze, Maze, fail


def walk(maze, here, moves, best):
    """Go everywhere, and come again wherever this way is shorter."""
    if here in best and len(best[here]) <= len(moves):
        return
    best[here] = moves
    for move, there in maze.steps(here):
        walk(maze, there, moves + move, best)


def main():
    try:
        maze = Maze(sys.stdin.read())
    except BadMaze as error:
        fail(error)
    best = {}
    walk(maze, maze.start, "", best)
    if maze.end not in best:
        print("no way")
        sys.exit(1)
    print(len(best[maze.end]))
    print(best[maze.end])


main()
