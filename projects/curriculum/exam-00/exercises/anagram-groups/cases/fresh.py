"""Words anew for each run. Which belong together is known, because they are made together."""

import random
from collections import Counter


def words(seed, given):
    dice = random.Random(seed)  # noqa: S311
    bases = []
    while len(bases) < given["groups"]:
        base = [dice.choice("abcde") for _ in range(dice.randint(3, 5))]
        if all(Counter(base) != Counter(other) for other in bases):
            bases.append(base)
    groups = [{"".join(dice.sample(base, len(base))) for _ in range(dice.randint(1, 4))} for base in bases]
    lines = [word for group in groups for word in group]
    lines += dice.sample(sorted(lines), 3)
    dice.shuffle(lines)
    expect = sorted(" ".join(sorted(group)) for group in groups if len(group) > 1)
    return {
        "stdin": "".join(f"{word}\n" for word in lines),
        "expect": "".join(f"{line}\n" for line in expect),
    }
