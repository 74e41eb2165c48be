"""Numbers anew for each run, and operations that sort six of them: found by trying where each one leads."""

import random

SIX = (4, 1, 6, 2, 5, 3)  # of six.txt
NAMES = ["sa", "sb", "ss", "pa", "pb", "ra", "rb", "rr", "rra", "rrb", "rrr"]


def numbers(seed, given):
    """`most`: operations that there may be. Sorted already they never are."""
    dice = random.Random(seed)  # noqa: S311
    made = dice.sample(range(-(2**31), 2**31), given["count"])
    if made == sorted(made):
        made.reverse()
    return {"stdin": " ".join(map(str, made)) + "\n", "expect": str(given["most"])}


def operations(seed, given):
    """They go astray first, and then home. `spoilt`: but for one."""
    dice = random.Random(seed)  # noqa: S311
    names, state = [], (SIX, ())
    for _ in range(given["astray"]):
        names.append(dice.choice([*NAMES, "pb"]))
        state = _after(names[-1], *state)
    names += _home(state)
    if given.get("spoilt"):
        names.append(dice.choice(["pb", "sa", "ra", "rra"]))
    return {
        "args": ["numbers.txt"],
        "stdin": "".join(f"{name}\n" for name in names),
        "expect": "not sorted\n" if given.get("spoilt") else "sorted\n",
    }


def _home(state):
    ways, waiting = {state: []}, [state]
    for reached in waiting:
        if reached == (tuple(sorted(SIX)), ()):
            return ways[reached]
        for name in NAMES:
            following = _after(name, *reached)
            if following not in ways:
                ways[following] = [*ways[reached], name]
                waiting.append(following)
    raise AssertionError("every order can be sorted")


def _after(name, a, b):
    if name == "pa":
        return (b[:1] + a, b[1:])
    if name == "pb":
        return (a[1:], a[:1] + b)
    on_a, on_b = name[-1] != "b", name in ("sb", "ss", "rb", "rr", "rrb", "rrr")
    change = _swapped if name[0] == "s" else _down if name.startswith("rr") and len(name) == 3 else _up
    return (change(a) if on_a else a, change(b) if on_b else b)


def _swapped(stack):
    return stack[1::-1] + stack[2:]


def _up(stack):
    return stack[1:] + stack[:1]


def _down(stack):
    return stack[-1:] + stack[:-1]
