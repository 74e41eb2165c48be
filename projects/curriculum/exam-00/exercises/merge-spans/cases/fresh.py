"""Spans anew for each run, joined two by two until none touches another."""

import random


def spans(seed, given):
    dice = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(given["spans"]):
        start = dice.randint(-100, 100)
        made.append((start, start + dice.randint(0, 9)))
    joined = _joined(set(made))
    lines = [f"{start} {end}" for start, end in joined]
    lines.append(f"total {sum(end - start for start, end in joined)}")
    return {
        "stdin": "".join(f"{start} {end}\n" for start, end in made),
        "expect": "".join(f"{line}\n" for line in lines),
    }


def _joined(spans):
    for one in spans:
        for other in spans - {one}:
            if one[0] <= other[1] and other[0] <= one[1]:
                return _joined(spans - {one, other} | {(min(one[0], other[0]), max(one[1], other[1]))})
    return sorted(spans)
