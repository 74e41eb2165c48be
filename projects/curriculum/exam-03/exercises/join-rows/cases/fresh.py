"""Two tables anew for each run. They are small, so every row is held against every other."""

import random


def tables(seed, given):
    dice = random.Random(seed)  # noqa: S311
    left, right = _table(dice, "ab", given["rows"]), _table(dice, "bc", given["rows"])
    joined = []
    for one in left:
        for other in right:
            if "id" in one and "id" in other and one["id"] == other["id"] and one["id"] is not None:
                joined.append(dict(one))
                for name, value in other.items():
                    joined[-1].setdefault(name, value)
    return {"args": [left, right, "id"], "expect": joined}


def _table(dice, fields, rows):
    made = [{"id": dice.choice([0, 1, 2, 3, 5, 8, None])} for _ in range(rows)]
    for row in made:
        row.update({name: dice.randint(1, 99) for name in fields if dice.random() < 0.8})
        if dice.random() < 0.1:
            del row["id"]
    return made
