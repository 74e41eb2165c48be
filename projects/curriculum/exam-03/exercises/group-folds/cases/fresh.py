"""Rows of persons anew for each run, given out by looking through all persons and all folds each time."""

import random


def persons(seed, given):
    dice = random.Random(seed)  # noqa: S311
    names = dice.sample("abcdefghijklmnopqrstuvwxyz", dice.randint(5, 9))
    groups = [name for name in names for _ in range(dice.randint(1, 6))]
    dice.shuffle(groups)
    k = dice.randint(2, 4)
    return {"args": [groups, k], "expect": _given_out(groups, k)}


def _given_out(groups, k):
    fold_of = {}
    while len(fold_of) < len(set(groups)):
        waiting = [name for name in dict.fromkeys(groups) if name not in fold_of]
        most = max(groups.count(name) for name in waiting)
        name = next(name for name in waiting if groups.count(name) == most)
        sizes = [sum(fold_of.get(group) == fold for group in groups) for fold in range(k)]
        fold_of[name] = sizes.index(min(sizes))
    return [[row for row, name in enumerate(groups) if fold_of[name] == fold] for fold in range(k)]
