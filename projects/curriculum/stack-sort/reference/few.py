"""The shortest way to sort a few numbers: every arrangement is looked at, the nearest first."""

from collections import deque

from stacks import NAMES, Stacks

FEW = 5


def shortest(ranks):
    """The operations of a shortest way; at most FEW numbers, or it takes for ever."""
    start, goal = (tuple(ranks), ()), (tuple(sorted(ranks)), ())
    came_from = {start: None}
    waiting = deque([start])
    while goal not in came_from:
        state = waiting.popleft()
        for name in NAMES:
            after = _after(state, name)
            if after not in came_from:
                came_from[after] = (state, name)
                waiting.append(after)
    return _names(came_from, goal)


def _after(state, name):
    stacks = Stacks(state[0])
    stacks.b.extend(state[1])
    stacks.do(name)
    return tuple(stacks.a), tuple(stacks.b)


def _names(came_from, state):
    names = []
    while step := came_from[state]:
        state, name = step
        names.append(name)
    return names[::-1]
