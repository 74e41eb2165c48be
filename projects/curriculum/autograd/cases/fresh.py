"""Makes points anew for each run. The derivatives of the functions of the cases were found on paper."""

import math
import random


def point(seed, given):
    """Of x * y + x.tanh() * y - x / y + (x * x).exp() * 3, at some point; and down its slope a little."""
    dice = random.Random(seed)  # noqa: S311
    x, y = dice.uniform(-1.5, 1.5), dice.choice([1, -1]) * dice.uniform(0.5, 3)
    value = x * y + math.tanh(x) * y - x / y + math.exp(x * x) * 3
    by_x = y + y * (1 - math.tanh(x) ** 2) - 1 / y + 6 * x * math.exp(x * x)
    by_y = x + math.tanh(x) + x / y**2
    return {"args": [[x, y]], "expect": (value, [by_x, by_y])}


def errors(seed, given):
    """Of the sum of (x @ w + b) ** 2: each number of the error belongs to a row and a column."""
    dice = random.Random(seed)  # noqa: S311
    rows, middle, columns = (dice.randint(2, 4) for _ in range(3))
    x, w = _numbers(dice, rows, middle), _numbers(dice, middle, columns)
    b = _numbers(dice, 1, columns)[0]
    made = [
        [sum(x[i][k] * w[k][j] for k in range(middle)) + b[j] for j in range(columns)] for i in range(rows)
    ]
    by_x = [
        [sum(2 * made[i][j] * w[k][j] for j in range(columns)) for k in range(middle)] for i in range(rows)
    ]
    by_w = [
        [sum(2 * made[i][j] * x[i][k] for i in range(rows)) for j in range(columns)] for k in range(middle)
    ]
    by_b = [sum(2 * made[i][j] for i in range(rows)) for j in range(columns)]
    return {"args": [[x, w, b]], "expect": [by_x, by_w, by_b]}


def _numbers(dice, height, width):
    return [[dice.uniform(-2, 2) for _ in range(width)] for _ in range(height)]
