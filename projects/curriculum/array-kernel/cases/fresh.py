"""Makes calls anew for each run. The answers come from plain Python that names every number by its place."""

import random
from fractions import Fraction


def matrices(seed, given):
    """A product, and a power that is multiplied out one factor after the other."""
    dice = random.Random(seed)  # noqa: S311
    height, middle, width = (dice.randint(2, 5) for _ in range(3))
    left, right = _matrix(dice, height, middle), _matrix(dice, middle, width)
    square, exponent, modulus = _matrix(dice, middle, middle), dice.randint(5, 20), dice.randint(50, 999)
    power = [[int(row == column) for column in range(middle)] for row in range(middle)]
    for _ in range(exponent):
        power = _product(power, square)
    power = [[cell % modulus for cell in row] for row in power]
    return {
        "steps": [
            {"call": "matmul", "args": [left, right], "expect": _product(left, right)},
            {"call": "power", "args": [square, exponent, modulus], "expect": power},
        ]
    }


def _matrix(dice, height, width):
    return [[dice.randint(-9, 9) for _ in range(width)] for _ in range(height)]


def _product(left, right):
    made = [[0] * len(right[0]) for _ in left]
    for row, cells in enumerate(left):
        for between, cell in enumerate(cells):
            for column, other in enumerate(right[between]):
                made[row][column] += cell * other
    return made


def totals(seed, given):
    """Of three dimensions, along each of the axes, from the front or from the end."""
    dice = random.Random(seed)  # noqa: S311
    depth, height, width = (dice.randint(2, 4) for _ in range(3))
    nested = [_matrix(dice, height, width) for _ in range(depth)]
    whole, rows, columns = range(depth), range(height), range(width)
    sums = [
        [[sum(nested[z][y][x] for z in whole) for x in columns] for y in rows],
        [[sum(nested[z][y][x] for y in rows) for x in columns] for z in whole],
        [[sum(nested[z][y][x] for x in columns) for y in rows] for z in whole],
    ]
    axes = [(axis - dice.choice([0, 3]), expect) for axis, expect in enumerate(sums)]
    return {"steps": [{"args": [nested, axis], "expect": expect} for axis, expect in axes]}


def temperatures(seed, given):
    dice = random.Random(seed)  # noqa: S311
    values, width = [dice.randint(-30, 60) for _ in range(given["values"])], dice.randint(3, 30)
    sums = [sum(values[start : start + width]) for start in range(len(values) - width + 1)]
    return {"args": [values, width], "expect": (sums.index(max(sums)), float(Fraction(max(sums), width)))}


def generations(seed, given):
    """Only the places of living cells are kept, and each tells its neighbours that it is there."""
    dice = random.Random(seed)  # noqa: S311
    height, width = dice.randint(5, 20), dice.randint(5, 20)
    grid = [[int(dice.random() < 0.4) for _ in range(width)] for _ in range(height)]
    living = {(y, x) for y in range(height) for x in range(width) if grid[y][x]}
    sizes = [len(living)]
    for _ in range(given["steps"]):
        told = [(y + down, x + right) for y, x in living for down in (-1, 0, 1) for right in (-1, 0, 1)]
        inside = {(y, x) for y, x in told if 0 <= y < height and 0 <= x < width}
        living = {one for one in inside if told.count(one) == 3 or (told.count(one) == 4 and one in living)}
        sizes.append(len(living))
    return {"args": [grid, given["steps"]], "expect": sizes}
