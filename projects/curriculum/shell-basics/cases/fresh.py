"""Makes arguments, logs and tables anew for each run."""

import random

STRANGE = [
    "*",
    "-n",
    "\\\\c",
    "100%d",
    "Ada  Lovelace",
    "",
    " ",
    "무등산",
    "빛 고을",
    "$HOME",
    "a;b",
    "'",
    "?",
]
DISTRICTS = ["광산구", "북구", "동구", "남구", "서구", "Old Town", "Harbour"]


def arguments(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made = [dice.choice(STRANGE) + dice.choice(["", "x", "ㄱ"]) for _ in range(given["arguments"])]
    told = [f"{number}: [{argument}]\n" for number, argument in enumerate(made, start=1)]
    return {"args": made, "expect": "".join([f"{len(made)}\n", *told])}


def log(seed, given):
    """The counts are drawn first, and then the lines are made of them."""
    dice = random.Random(seed)  # noqa: S311
    names = [f"10.0.{place}.{dice.randint(1, 250)}" for place in range(given["addresses"])]
    counts = {name: dice.randint(1, 15) for name in names}
    lines = [
        f"{dice.choice(['', ' '])}{name}{dice.choice([' ', '   '])}0{dice.randint(0, 9)}:00 /"
        for name, count in counts.items()
        for _ in range(count)
    ]
    dice.shuffle(lines)
    ranked = sorted((-count, name) for name, count in counts.items())
    most = dice.randint(3, len(names))
    return {
        "args": [str(most)],
        "stdin": "".join(f"{line}\n" for line in lines),
        "expect": "".join(f"{-count} {name}\n" for count, name in ranked[:most]),
    }


def table(seed, given):
    """The totals are drawn first, and then taken apart into lines."""
    dice = random.Random(seed)  # noqa: S311
    totals = {name: dice.randint(1, 40) * 100 for name in dice.sample(DISTRICTS, given["districts"])}
    lines = []
    for name, total in totals.items():
        while total:
            part = dice.randint(1, total)
            lines.append(f"2026-08-{dice.randint(1, 31):02},{name},{part}\n")
            total -= part
    dice.shuffle(lines)
    ranked = sorted((-total, name) for name, total in totals.items())
    expect = "".join(f"{-total} {name}\n" for total, name in ranked)
    return {"stdin": "".join(["date,district,kwh\n", *lines]), "expect": expect}
