"""The two stacks and the eleven things one can do to them."""

from collections import deque

PAIRS = {"ss": ("sa", "sb"), "rr": ("ra", "rb"), "rrr": ("rra", "rrb")}


class Stacks:
    """Stack a holds the numbers, the top first; stack b begins empty."""

    def __init__(self, numbers):
        self.a = deque(numbers)
        self.b = deque()

    def do(self, name):
        """Carries out one operation. One for which there is too little on a stack changes nothing.

        Raises KeyError if there is no such operation.
        """
        for single in PAIRS.get(name, (name,)):
            OPERATIONS[single](self)

    @property
    def sorted(self):
        return not self.b and all(x < y for x, y in zip(self.a, list(self.a)[1:]))


def _swap(stack):
    if len(stack) > 1:
        stack[0], stack[1] = stack[1], stack[0]


def _push(giver, taker):
    if giver:
        taker.appendleft(giver.popleft())


OPERATIONS = {
    "sa": lambda stacks: _swap(stacks.a),
    "sb": lambda stacks: _swap(stacks.b),
    "pa": lambda stacks: _push(stacks.b, stacks.a),
    "pb": lambda stacks: _push(stacks.a, stacks.b),
    "ra": lambda stacks: stacks.a.rotate(-1),
    "rb": lambda stacks: stacks.b.rotate(-1),
    "rra": lambda stacks: stacks.a.rotate(1),
    "rrb": lambda stacks: stacks.b.rotate(1),
}
NAMES = (*OPERATIONS, *PAIRS)
