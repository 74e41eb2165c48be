"""A short way to sort many numbers.

A longest run that ascends already stays on a; the others go to b, the larger half on top of the smaller. Then
whichever number of b is cheapest to bring to its place goes back, again and again.
"""

from bisect import bisect_left

from stacks import Stacks


def short(ranks):
    """The operations; ranks are 0, 1, 2, … in any order."""
    stacks, names = Stacks(ranks), []

    def do(name, times=1):
        for _ in range(times):
            stacks.do(name)
            names.append(name)

    _put_aside(stacks, do)
    _bring_back(stacks, do)
    _turn(do, "ra", "rra", stacks.a.index(0), len(stacks.a))
    return names


def _put_aside(stacks, do):
    """Leaves a run on a that ascends when it is read round and round."""
    stay = longest_run(list(stacks.a))
    middle = len(stacks.a) // 2
    for _ in range(len(stacks.a)):
        if len(stacks.a) == len(stay):
            return
        top = stacks.a[0]
        if top in stay:
            do("ra")
        else:
            do("pb")
            if top < middle:
                do("rb")


def longest_run(ranks):
    """The ranks of a longest ascending run, not necessarily side by side; begun at the smallest."""
    start = ranks.index(min(ranks))
    ends, before = [], {}
    for rank in ranks[start:] + ranks[:start]:
        place = bisect_left(ends, rank)
        before[rank] = ends[place - 1] if place else None
        ends[place:place + 1] = [rank]
    run, rank = set(), ends[-1]
    while rank is not None:
        run.add(rank)
        rank = before[rank]
    return run


def _bring_back(stacks, do):
    ordered = sorted(stacks.a)
    while stacks.b:
        up_a, up_b = _cheapest(stacks, ordered)
        _turn_both(do, up_a, up_b)
        ordered.insert(bisect_left(ordered, stacks.b[0]), stacks.b[0])
        do("pa")


def _cheapest(stacks, ordered):
    """How far to turn a and b, upwards if positive, to bring one number to its place with the fewest turns."""
    size_a, size_b = len(stacks.a), len(stacks.b)
    lowest = stacks.a.index(ordered[0])
    best, turns = size_a + size_b, None
    for place, rank in enumerate(stacks.b):
        if min(place, size_b - place) >= best:
            continue
        above = (lowest + bisect_left(ordered, rank)) % size_a
        for up_a in (above, above - size_a):
            for up_b in (place, place - size_b):
                if (cost := _cost(up_a, up_b)) < best:
                    best, turns = cost, (up_a, up_b)
    return turns


def _cost(up_a, up_b):
    """Turns in the same direction are made together."""
    return max(abs(up_a), abs(up_b)) if (up_a > 0) == (up_b > 0) else abs(up_a) + abs(up_b)


def _turn_both(do, up_a, up_b):
    together = min(abs(up_a), abs(up_b)) if (up_a > 0) == (up_b > 0) else 0
    do("rr" if up_a > 0 else "rrr", together)
    do("ra" if up_a > 0 else "rra", abs(up_a) - together)
    do("rb" if up_b > 0 else "rrb", abs(up_b) - together)


def _turn(do, up, down, places, size):
    if places <= size - places:
        do(up, places)
    else:
        do(down, size - places)
