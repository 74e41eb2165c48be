"""A text and a number anew for each run. Each letter goes one step at a time."""

import random
from string import ascii_letters


def text(seed, given):
    dice = random.Random(seed)  # noqa: S311
    steps = dice.choice([1, -1]) * dice.randint(1, given["most"])
    letters = dice.choices(ascii_letters + " ,.é빛09\n", k=120)
    moved = [_moved(letter, steps) if letter in ascii_letters else letter for letter in letters]
    return {"args": [str(steps)], "stdin": "".join(letters) + "\n", "expect": "".join(moved) + "\n"}


def _moved(letter, steps):
    for _ in range(abs(steps)):
        if steps > 0:
            letter = {"z": "a", "Z": "A"}.get(letter) or chr(ord(letter) + 1)
        else:
            letter = {"a": "z", "A": "Z"}.get(letter) or chr(ord(letter) - 1)
    return letter
