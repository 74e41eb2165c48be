"""Work anew for each run. What can be done next is looked for among all that is left, each time."""

import random


def work(seed, given):
    dice = random.Random(seed)  # noqa: S311
    names = dice.sample([a + b for a in "abcdefgh" for b in "aeiou"], given["names"])
    before = [sorted(dice.sample(range(len(names)), 2)) for _ in range(given["lines"])]
    pairs = [(names[first], names[second]) for first, second in before]
    lines = [" ".join(pair) for pair in pairs] + names
    dice.shuffle(lines)
    return {
        "stdin": "".join(f"{line}\n" for line in lines),
        "expect": "".join(f"{name}\n" for name in _done(names, pairs)),
    }


def _done(names, pairs):
    left, done = sorted(names), []
    while left:
        name = next(
            name for name in left if not any(later == name and first in left for first, later in pairs)
        )
        left.remove(name)
        done.append(name)
    return done
