"""Makes the numbers and operations of the larger cases, the same every time.

python projects/curriculum/stack-sort/cases/make.py
"""

import random
from collections import deque
from pathlib import Path

CASES = Path(__file__).parent
OPPOSITE = {"sa": "sa", "sb": "sb", "ss": "ss", "pa": "pb", "pb": "pa", "ra": "rra", "rb": "rrb", "rr": "rrr"}
OPPOSITE |= {after: before for before, after in OPPOSITE.items()}


def seeded(seed):
    """Dice that fall the same way every time."""
    return random.Random(seed)  # noqa: S311


def write(file, words, between):
    (CASES / file).write_text(between.join(map(str, words)) + "\n")


def carry_out(name, a, b):
    for one in {"ss": ("sa", "sb"), "rr": ("ra", "rb"), "rrr": ("rra", "rrb")}.get(name, (name,)):
        stack, other = (a, b) if one[-1] == "a" else (b, a)
        if one[0] == "s":
            stack[0], stack[1] = stack[1], stack[0]
        elif one[0] == "p":
            stack.appendleft(other.popleft())
        else:
            stack.rotate(1 if len(one) == 3 else -1)


def undone(dice, count, length):
    """Numbers, and operations that sort them: made by walking from the sorted stack backwards."""
    a, b = deque(sorted(dice.sample(range(-(10**6), 10**6), count))), deque()
    backwards = []
    while len(backwards) < length or b:
        done = len(backwards) >= length
        names = (
            ["pa"] if done else ["ra", "rra", "sa"] + ["rb", "rr", "rrr", "rrb", "sb", "ss"] * (len(b) > 2)
        )
        name = "pb" if not done and dice.random() < 0.02 else dice.choice(names)
        carry_out(name, a, b)
        backwards.append(name)
    return list(a), [OPPOSITE[name] for name in reversed(backwards)]


def main():
    for size in (100, 500):
        for seed, kind in enumerate(("first", "second", "third")):
            numbers = seeded(10 * size + seed).sample(range(-(2**31), 2**31), size)
            write(f"{kind}-{size}.txt", numbers, " ")
    write("backwards-100.txt", range(100, 0, -1), "\n")
    halves = [number for pair in zip(range(250, 500), range(250), strict=True) for number in pair]
    write("two-halves-500.txt", halves, "\n")
    numbers, names = undone(seeded(7), 40_000, 60_000)
    write("many.txt", numbers, "\n")
    write("many.ops", names, "\n")
    write("many-spoilt.ops", [*names, "sa"], "\n")


main()
