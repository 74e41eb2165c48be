"""Makes people anew for each run. The checker needs no answer: it sees whether lines are true and shared."""

import random

PLACES = [
    "동구/산수동",
    "서구/상무동",
    "서구/화정동",
    "남구/봉선동",
    "북구/용봉동",
    "북구/일곡동",
    "광산구/첨단동",
]


def people(seed, given):
    dice = random.Random(seed)  # noqa: S311
    lines = ["age,sex,place,household"]
    for _ in range(given["people"]):
        lines.append(f"{dice.randint(0, 99)},{dice.choice('FM')},{dice.choice(PLACES)},{dice.randint(1, 6)}")
    table = "".join(f"{line}\n" for line in lines)
    return {"args": [str(dice.randint(2, 7)), "people.csv"], "files": {"people.csv": table}, "expect": table}
