"""Makes a small town anew for each run, with the best length between two of its places.

The lengths come from trying all roads until none helps (Bellman and Ford): no search like the reference's.
"""

import random

SYLLABLES = "가나다라마바사아자차카타파하"


def town(seed, given):
    """Two places and a map in which each can be reached. `given`: places, roads, unit (roads or minutes)."""
    dice = random.Random(seed)  # noqa: S311
    names = [a + b for a in SYLLABLES for b in SYLLABLES]
    names = dice.sample(names, given["places"])
    roads = [(a, b, dice.randint(1, 30), False) for a, b in zip(names, names[1:] + names[:1], strict=True)]
    for _ in range(given["roads"]):
        roads.append((*dice.sample(names, 2), dice.randint(1, 30), dice.random() < 0.4))
    dice.shuffle(roads)
    start, end = dice.sample(names, 2)
    best = _least(roads, start, count_only=given["unit"] == "roads")[end]
    lines = [f"{a} {b} {minutes}{' oneway' if one else ''}\n" for a, b, minutes, one in roads]
    return {"args": [start, end], "stdin": "".join(lines), "expect": f"{best} {given['unit']}"}


def _least(roads, start, *, count_only):
    least, grows = {start: 0}, True
    while grows:
        grows = False
        for a, b, minutes, one in roads:
            for here, there in ((a, b),) if one else ((a, b), (b, a)):
                length = least.get(here, float("inf")) + (1 if count_only else minutes)
                if length < least.get(there, float("inf")):
                    least[there], grows = length, True
    return least
