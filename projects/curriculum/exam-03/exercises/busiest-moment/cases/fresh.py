"""Visits anew for each run. Whoever was inside is counted anew for every moment of somebody's coming."""

import random


def visits(seed, given):
    dice = random.Random(seed)  # noqa: S311
    visits = []
    for _ in range(given["visits"]):
        came = dice.randint(0, 60)
        visits.append((came, came + dice.randint(1, 15)))
    inside = {moment: sum(came <= moment < left for came, left in visits) for moment, _ in visits}
    most = max(inside.values())
    moment = min(moment for moment, count in inside.items() if count == most)
    return {"stdin": "".join(f"{came} {left}\n" for came, left in visits), "expect": f"{most} {moment}\n"}
