"""Rows anew for each run, made from how many of each sort there are."""

import random
from fractions import Fraction


def rows(seed, given):
    dice = random.Random(seed)  # noqa: S311
    tp, fp, fn, tn = (dice.randint(1, given["most"]) for _ in range(4))
    made = (
        [("sick", "sick")] * tp
        + [(_other(dice), "sick") for _ in range(fp)]
        + [("sick", _other(dice)) for _ in range(fn)]
    )
    made += [(_other(dice), _other(dice)) for _ in range(tn)]
    dice.shuffle(made)
    precision, recall, f1 = Fraction(tp, tp + fp), Fraction(tp, tp + fn), Fraction(2 * tp, 2 * tp + fp + fn)
    counts = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    shares = {"precision": float(precision), "recall": float(recall), "f1": float(f1)}
    return {
        "args": [[true for true, _ in made], [said for _, said in made], "sick"],
        "expect": counts | shares,
    }


def _other(dice):
    return dice.choice(["well", "unsure"])
