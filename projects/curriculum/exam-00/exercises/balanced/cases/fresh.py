"""Lines of brackets anew for each run, judged by crossing out pairs until none is left."""

import random

PAIRS = ("()", "[]", "{}")


def lines(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made = [_line(dice, dice.randint(1, 12)) for _ in range(given["lines"])]
    return {
        "stdin": "".join(f"{line}\n" for line in made),
        "expect": "".join(f"{_judged(line)}\n" for line in made),
    }


def _line(dice, pairs):
    """Brackets in pairs with letters between; two lines of three are then spoilt."""
    line = ""
    for _ in range(pairs):
        start = dice.randint(0, len(line))
        end = dice.randint(start, len(line))
        left, right = dice.choice(PAIRS)
        inside = line[start:end]
        added = left + inside + right if _judged(inside) == "ok" else left + right + inside
        line = line[:start] + added + line[end:]
        line += dice.choice(["", "", "x", "고"])
    if dice.random() < 2 / 3:
        place = dice.randrange(len(line))
        line = line[:place] + dice.choice(["", "(", "]", "}"]) + line[place + 1 :]
    return line


def _judged(line):
    for end in range(1, len(line) + 1):
        if any(letter in ")]}" for letter in _crossed_out(line[:end])):
            return str(end)
    return "open" if _crossed_out(line) else "ok"


def _crossed_out(line):
    left = "".join(letter for letter in line if letter in "()[]{}")
    while any(pair in left for pair in PAIRS):
        for pair in PAIRS:
            left = left.replace(pair, "")
    return left
