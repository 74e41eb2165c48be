"""The two stacks and the eleven things one can do to them."""

PAIRS = {"ss": ("sa", "sb"), "rr": ("ra", "rb"), "rrr": ("rra", "rrb")}
NAMES = ("sa", "sb", "pa", "pb", "ra", "rb", "rra", "rrb", *PAIRS)


class Stacks:
    def __init__(self, numbers):
        self.a, self.b = list(numbers), []

    def do(self, name):
        for single in PAIRS.get(name, (name,)):
            stack, other = (self.a, self.b) if single[-1] == "a" else (self.b, self.a)
            if single[0] == "p":
                if other:
                    stack[:], other[:] = [other[0], *stack], other[1:]
            elif single[0] == "s":
                stack[:] = stack[1::-1] + stack[2:]
            elif len(single) == 3:
                stack[:] = stack[-1:] + stack[:-1]
            else:
                stack[:] = stack[1:] + stack[:1]

    @property
    def sorted(self):
        return not self.b and self.a == sorted(self.a)
