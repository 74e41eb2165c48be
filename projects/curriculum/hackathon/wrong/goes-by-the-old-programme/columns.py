"""What the model sees of a stall in an hour, as numbers."""

import math
from itertools import product

from tables import KINDS, ZONES

HOURS = ["10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21"]
CLOCKS = list(product(KINDS, HOURS))
CROWD = 150  # viewers of a show that stalls begin to feel


def size(viewers):
    return sum(math.log1p(many / CROWD) for many in viewers)


def which(value, names):
    """One column for each name."""
    return [float(value == name) for name in names]


def columns(one, fame):
    kind = which(one["kind"], KINDS)
    over = float(one["hour"] in (15, 20))
    return [
        fame,
        math.log(one["expected"]),
        float(one["rest"]),
        math.log(one["rivals"]),
        float(one["rain"] and one["roof"]),
        float(one["rain"] and not one["roof"]),
        size(one["beside"]),
        *kind,
        *which((one["kind"], str(one["hour"])), CLOCKS),
        *which(one["zone"], ZONES),
        *(over * own for own in kind),
        *(one["degrees"] * own for own in kind),
    ]
