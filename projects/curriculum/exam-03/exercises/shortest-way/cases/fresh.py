"""A map anew for each run. The numbers of steps spread over it until none becomes smaller."""

import random


def maze(seed, given):
    """Draws again until there is a way of some length."""
    dice = random.Random(seed)  # noqa: S311
    steps = 0
    while steps < given["least"]:
        lines = ["".join(dice.choices(".#", [65, 35], k=dice.randint(9, 12))) for _ in range(10)]
        cells = {(x, y): cell for y, line in enumerate(lines) for x, cell in enumerate(line)}
        start, goal = dice.sample(sorted(cells), 2)
        cells |= {start: "S", goal: "E"}
        steps = _least(cells, start).get(goal, 0)
    drawn = ["".join(cells[x, y] for x in range(len(line))) for y, line in enumerate(lines)]
    return {"stdin": "".join(f"{line}\n" for line in drawn), "expect": f"{steps}\n"}


def _least(cells, start):
    steps, grows = {start: 0}, True
    while grows:
        grows = False
        for (x, y), cell in cells.items():
            near = [
                steps[one] + 1 for one in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)) if one in steps
            ]
            if cell != "#" and near and min(near) < steps.get((x, y), len(cells)):
                steps[x, y], grows = min(near), True
    return steps
