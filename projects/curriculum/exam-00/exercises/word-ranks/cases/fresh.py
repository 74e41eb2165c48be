"""A text anew for each run, made from words whose counts were drawn first."""

import random


def text(seed, given):
    dice = random.Random(seed)  # noqa: S311
    names = sorted({"".join(dice.choices("abc빛고을", k=dice.randint(1, 4))) for _ in range(given["words"])})
    counts = {name: dice.randint(1, 5) for name in names}
    words = [dice.choice([name, name.upper()]) for name, count in counts.items() for _ in range(count)]
    dice.shuffle(words)
    ranked = [f"{count} {name}\n" for count in (5, 4, 3, 2, 1) for name in names if counts[name] == count]
    most = dice.randint(3, len(names))
    stdin = "".join(word + dice.choice([" ", "  ", "\n", "\t"]) for word in words)
    return {"args": [str(most)], "stdin": stdin, "expect": "".join(ranked[:most])}
