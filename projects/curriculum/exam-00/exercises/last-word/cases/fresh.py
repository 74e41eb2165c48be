"""Lines anew for each run, each made behind its last word."""

import random

SPACES = [" ", "  ", "\t", " \t "]


def lines(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made, last = [], []
    for _ in range(given["lines"]):
        words = [
            "".join(dice.choices("빛고을광주abc.,", k=dice.randint(1, 5))) for _ in range(dice.randint(0, 4))
        ]
        made.append(dice.choice(["", " "]) + "".join(word + dice.choice(SPACES) for word in words))
        last.append(words[-1] if words else "")
    return {"stdin": "".join(f"{line}\n" for line in made), "expect": "".join(f"{word}\n" for word in last)}
