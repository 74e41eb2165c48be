"""Rows anew for each run, made from the table that they sum up to."""

import random


def rows(seed, given):
    dice = random.Random(seed)  # noqa: S311
    names = sorted(dice.sample(["남구", "동구", "북구", "서구", "광산구", "화순"], 4))
    months = sorted(dice.sample(range(1, 13), 5))
    rows, table = [], [["gu", *months]]
    for name in names:
        line = [name]
        for month in months:
            parts = [dice.randint(-5, 40) for _ in range(dice.randint(0 if len(line) % 2 else 1, 3))]
            rows += [{"gu": name, "month": month, "kwh": part} for part in parts]
            line.append(sum(parts) if parts else None)
        table.append(line)
    shown = [line for line in table if any(cell is not None for cell in line[1:])]
    kept = [0, *(place for place in range(1, 6) if any(line[place] is not None for line in shown[1:]))]
    dice.shuffle(rows)
    return {
        "args": [rows, "gu", "month", "kwh"],
        "expect": [[line[place] for place in kept] for line in shown],
    }
