"""Lines anew for each run, made from the runs that their short forms tell of."""

import random

LETTERS = "abcz빛 고"


def lines(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made = [_runs(dice) for _ in range(given["lines"])]
    long = "".join("".join(letter * length for letter, length in runs) + "\n" for runs in made)
    short = "".join("".join(letter + _number(length) for letter, length in runs) + "\n" for runs in made)
    return {"stdin": long, "expect": short}


def _runs(dice):
    runs = []
    for _ in range(dice.randint(1, 8)):
        others = LETTERS.replace(runs[-1][0], "") if runs else LETTERS
        runs.append((dice.choice(others), dice.choice([1, 1, 2, 3, dice.randint(4, 30)])))
    return [*runs, ("x", 1)]


def _number(length):
    return "" if length == 1 else str(length)
