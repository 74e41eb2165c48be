"""A short way to sort many numbers.

A longest run that ascends already stays on a; the others go to b. Then whichever number of b is cheapest to bring
to its place goes back, again and again.
"""

from bisect import bisect_left
from itertools import product, zip_longest

from stacks import Stacks

TOGETHER = {("ra", "rb"): ["rr"], ("rra", "rrb"): ["rrr"]}


def short(ranks):
    """The operations; ranks are 0, 1, 2, … in any order."""
    stacks, names = Stacks(ranks), []

    def do(*more):
        for name in more:
            stacks.do(name)
            names.append(name)

    _put_aside(stacks, do)
    _bring_back(stacks, do)
    lowest = stacks.a.index(0)
    _turn(do, min(lowest, lowest - len(stacks.a), key=abs), 0)
    return names


def _put_aside(stacks, do):
    """Leaves a run on a that ascends when it is read round and round."""
    stay = longest_run(list(stacks.a))
    while set(stacks.a) - stay:
        do("ra" if stacks.a[0] in stay else "pb")


def longest_run(ranks):
    """The ranks of a longest ascending run, not necessarily side by side; begun at the smallest."""
    start = ranks.index(0)
    ends, before = [], {}
    for rank in ranks[start:] + ranks[:start]:
        place = bisect_left(ends, rank)
        before[rank] = ends[:place][-1:]
        ends[place : place + 1] = [rank]
    run = ends[-1:]
    while last := before[run[-1]]:
        run += last
    return set(run)


def _bring_back(stacks, do):
    ordered = sorted(stacks.a)
    while stacks.b:
        _turn(do, *_cheapest(stacks, ordered))
        ordered.insert(bisect_left(ordered, stacks.b[0]), stacks.b[0])
        do("pa")


def _cheapest(stacks, ordered):
    """How far to turn a and b, upwards if positive, to bring one number to its place with the fewest turns."""
    size_a, size_b = len(stacks.a), len(stacks.b)
    lowest = stacks.a.index(ordered[0])
    ways = []
    for place, rank in enumerate(stacks.b):
        above = (lowest + bisect_left(ordered, rank)) % size_a
        ways += product((above, above - size_a), (place, place - size_b))
    return min(ways, key=_cost)


def _cost(ups):
    """Turns in the same direction are made together."""
    return max(0, *ups) - min(0, *ups)


def _turn(do, up_a, up_b):
    """Upwards if positive; in the same direction together as far as both go."""
    of_a = ["ra"] * up_a + ["rra"] * -up_a
    of_b = ["rb"] * up_b + ["rrb"] * -up_b
    for pair in zip_longest(of_a, of_b):
        do(*TOGETHER.get(pair, filter(None, pair)))
