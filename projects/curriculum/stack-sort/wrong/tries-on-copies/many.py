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
    """How far to turn a and b; found by turning copies of them until the number fits."""
    best, turns = 10**9, None
    for rank in stacks.b:
        for step_a in (1, -1):
            for step_b in (1, -1):
                up_a, up_b = _tried(stacks, rank, step_a, step_b)
                if abs(up_a) + abs(up_b) < best:
                    best, turns = abs(up_a) + abs(up_b), (up_a, up_b)
    return turns


def _tried(stacks, rank, step_a, step_b):
    a, b = stacks.a.copy(), stacks.b.copy()
    up_a = up_b = 0
    lowest, highest = min(a), max(a)
    while not (a[-1] < rank < a[0] or (a[0] == lowest and not lowest < rank < highest)):
        a.rotate(-step_a)
        up_a += step_a
    while b[0] != rank:
        b.rotate(-step_b)
        up_b += step_b
    return up_a, up_b


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
