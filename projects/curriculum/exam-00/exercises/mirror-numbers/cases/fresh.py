"""Integers anew for each run, mirrored by calculating and not as text."""

import random


def numbers(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made = [dice.choice([1, -1]) * dice.randint(0, 10 ** dice.randint(1, given["digits"])) for _ in range(12)]
    made += [dice.randint(1, 99) * 10 ** dice.randint(1, 4), -dice.randint(1, 99) * 100]
    return {
        "stdin": "".join(f"{number}\n" for number in made),
        "expect": "".join(f"{_mirrored(number)}\n" for number in made),
    }


def _mirrored(number):
    left, mirrored = abs(number), 0
    while left:
        left, digit = divmod(left, 10)
        mirrored = mirrored * 10 + digit
    return -mirrored if number < 0 else mirrored
