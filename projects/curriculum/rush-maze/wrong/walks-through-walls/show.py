"""Draws a walk into a maze: python3 show.py MAZE < MOVES."""

import sys

from maze import MOVES, BadMaze, Maze, fail


def walked(maze, moves):
    """The rows of the maze with `o` wherever the walk has been, start and end excepted."""
    rows = [list(row) for row in maze.rows]
    x, y = maze.start
    for number, move in enumerate(moves, start=1):
        if move not in MOVES:
            fail(f"move {number}: {move!r} is no move")
        x, y = x + MOVES[move][0], y + MOVES[move][1]
        if rows[y][x] == ".":
            rows[y][x] = "o"
    return rows, (x, y)


def main():
    if len(sys.argv) != 2:
        fail("usage: show.py MAZE")
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            maze = Maze(file.read())
    except (OSError, UnicodeDecodeError, BadMaze) as error:
        fail(f"{sys.argv[1]}: {error}")
    rows, end = walked(maze, "".join(sys.stdin.read().split()))
    print("\n".join("".join(row) for row in rows))
    sys.exit(end != maze.end)


main()
