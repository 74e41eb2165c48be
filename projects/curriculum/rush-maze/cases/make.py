"""Makes the large mazes of the cases and prints their shortest ways, the same every time.

python projects/curriculum/rush-maze/cases/make.py
"""

import random
from collections import deque
from pathlib import Path

CASES = Path(__file__).parent
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))


def seeded(seed):
    """Dice that fall the same way every time."""
    return random.Random(seed)  # noqa: S311


def perfect(dice, width, height):
    grid = [["#"] * (2 * width + 1) for _ in range(2 * height + 1)]
    grid[1][1], way = ".", [(1, 1)]
    while way:
        x, y = way[-1]
        closed = [
            (dx, dy)
            for dx, dy in SIDES
            if 0 < x + 2 * dx < 2 * width
            and 0 < y + 2 * dy < 2 * height
            and grid[y + 2 * dy][x + 2 * dx] == "#"
        ]
        if not closed:
            way.pop()
            continue
        dx, dy = dice.choice(closed)
        grid[y + dy][x + dx] = grid[y + 2 * dy][x + 2 * dx] = "."
        way.append((x + 2 * dx, y + 2 * dy))
    return grid


def opened(dice, grid, share):
    """With so large a share of the inner walls torn down."""
    for y in range(1, len(grid) - 1):
        for x in range(1, len(grid[0]) - 1):
            if grid[y][x] == "#" and dice.random() < share:
                grid[y][x] = "."
    return grid


def shortest(grid):
    start = next((x, y) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell == "S")
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        x, y = waiting.popleft()
        if grid[y][x] == "E":
            return steps[x, y]
        for dx, dy in SIDES:
            there = (x + dx, y + dy)
            if grid[there[1]][there[0]] != "#" and there not in steps:
                steps[there] = steps[x, y] + 1
                waiting.append(there)
    return None


def write(name, grid, start, end):
    (sx, sy), (ex, ey) = start, end
    grid[sy][sx], grid[ey][ex] = "S", "E"
    (CASES / f"{name}.txt").write_text("".join("".join(row) + "\n" for row in grid))
    print(name, shortest(grid))


def main():
    write("large", opened(seeded(1), perfect(seeded(2), 180, 90), 0.01), (1, 1), (359, 179))
    write("hall", opened(seeded(3), [["#"] * 151 for _ in range(151)], 0.8), (3, 140), (149, 7))
    write("long", perfect(seeded(4), 100, 60), (1, 1), (199, 119))
    closed = perfect(seeded(5), 90, 60)
    for x, y in ((178, 119), (179, 118)):
        closed[y][x] = "#"
    write("closed", closed, (1, 1), (179, 119))


main()
