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
    return {"args": [start, end], "stdin": _written(roads), "expect": f"{best} {given['unit']}"}


def stations(seed, given):
    """A town in which not every place can be reached, and who is where first."""
    dice = random.Random(seed)  # noqa: S311
    names = dice.sample([a + b for a in SYLLABLES for b in SYLLABLES], given["places"])
    roads = [(*dice.sample(names, 2), dice.randint(1, 9), dice.random() < 0.5) for _ in range(given["roads"])]
    named = list(dict.fromkeys(name for a, b, *_ in roads for name in (a, b)))
    asked = dice.sample(named, given["stations"])
    far = {station: _least(roads, station, count_only=False) for station in asked}
    told = []
    for name in named:
        minutes, station = min(
            ((far[one][name], one) for one in asked if name in far[one]),
            key=lambda found: found[0],
            default=("-", "-"),
        )
        told.append(f"{name} {station} {minutes}\n")
    return {"args": asked, "stdin": _written(roads), "expect": "".join(told)}


def tolls(seed, given):
    """Each number of tolls is a floor of its own: a toll road leads one floor up."""
    dice = random.Random(seed)  # noqa: S311
    best = None
    while best is None:
        names = dice.sample([a + b for a in SYLLABLES for b in SYLLABLES], given["places"])
        roads = [
            (*dice.sample(names, 2), dice.randint(1, 30), dice.random() < 0.3, dice.random() < 0.5)
            for _ in range(given["roads"])
        ]
        start, end = roads[0][0], roads[1][1]
        most = dice.randint(0, given["most"])
        floors = [
            ((a, floor), (b, floor + toll), minutes, True)
            for a, b, minutes, one, toll in roads
            for a, b in (((a, b),) if one else ((a, b), (b, a)))
            for floor in range(most + 1 - toll)
        ]
        least = _least(floors, (start, 0), count_only=False)
        ends = [least[end, floor] for floor in range(most + 1) if (end, floor) in least]
        best = min(ends) if ends and start != end else None
    lines = [
        f"{a} {b} {minutes}{' oneway' if one else ''}{' toll' if toll else ''}\n"
        for a, b, minutes, one, toll in roads
    ]
    return {"args": [start, end, str(most)], "stdin": "".join(lines), "expect": f"{best} minutes"}


def battery(seed, given):
    """Heights that are climbed for more than they give back: no circle gains, however much is downhill."""
    dice = random.Random(seed)  # noqa: S311
    names = dice.sample([a + b for a in SYLLABLES for b in SYLLABLES], given["places"])
    height = {name: dice.randint(0, 20) for name in names}
    pairs = [*zip(names, names[1:] + names[:1], strict=True)]
    pairs += [dice.sample(names, 2) for _ in range(given["roads"])]
    roads = [(a, b, height[b] - height[a] + dice.randint(0, 6), True) for a, b in pairs]
    dice.shuffle(roads)
    start, end = dice.sample(names, 2)
    best = _least(roads, start, count_only=False)[end]
    return {"args": [start, end], "stdin": _written(roads), "expect": f"{best} charge"}


def _written(roads):
    return "".join(f"{a} {b} {length}{' oneway' if one else ''}\n" for a, b, length, one in roads)


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
