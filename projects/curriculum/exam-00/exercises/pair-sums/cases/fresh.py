"""Numbers anew for each run. They are few, so every pair is looked at."""

import random
from itertools import combinations


def numbers(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made = [dice.randint(-20, 20) for _ in range(given["numbers"])]
    target = dice.randint(-15, 15)
    pairs = sum(one + other == target for one, other in combinations(made, 2))
    return {"stdin": f"{target}\n{' '.join(map(str, made))}\n", "expect": f"{pairs}\n"}
