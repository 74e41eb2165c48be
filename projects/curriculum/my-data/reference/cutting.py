"""Cuts people into groups of at least k, each time where the least is lost (Mondrian, with a look at every cut)."""

from itertools import accumulate
from operator import itemgetter

from people import QUARTERS, common

AGES, HOUSEHOLDS = 99, 5  # how far apart two can be
OTHERS = sum(QUARTERS.values()) - 1
LOST = {"*": 1.0} | {district: (quarters - 1) / OTHERS for district, quarters in QUARTERS.items()}


def groups(people, k):
    """Places of people, in lists of k or more that cover all of them."""
    found, waiting = [], [list(range(len(people)))] if people else []
    while waiting:
        group = waiting.pop()
        _, *halves = min(_cuts(people, group, k), key=itemgetter(0), default=[None])
        if halves:
            waiting += halves
        else:
            found.append(group)
    return found


def _cuts(people, group, k):
    """What is lost after each cut that leaves k people on both sides, and the two sides."""
    for column in range(4):
        order = sorted(group, key=lambda place: people[place][column])
        before = _losses(people, order)
        after = _losses(people, order[::-1])[::-1]
        for cut in range(k, len(order) - k + 1):
            yield before[cut - 1] + after[cut], order[:cut], order[cut:]


def _losses(people, order):
    """What is lost of the first person, of the first two, and so on."""
    ages, sexes, places, households = zip(*(people[place] for place in order))
    spans = zip(accumulate(ages, max), accumulate(ages, min), accumulate(households, max), accumulate(households, min))
    words = zip(accumulate(sexes, common), accumulate(places, common))
    return [
        count * ((old - young) / AGES + (large - small) / HOUSEHOLDS + LOST.get(sex, 0) + LOST.get(place, 0))
        for count, ((old, young, large, small), (sex, place)) in enumerate(zip(spans, words), start=1)
    ]
