"""What the model sees of a stall in an hour, as numbers."""

import math

from tables import KINDS, ZONES


def size(viewers):
    return sum(math.log1p(many / 150) for many in viewers)


def columns(one, fame):
    kind = [float(one["kind"] == name) for name in KINDS]
    clock = [float(one["hour"] == hour and one["kind"] == name) for name in KINDS for hour in range(10, 22)]
    wet, over = float(one["rain"]), size(one["over"])
    return [
        fame,
        3 * math.log(one["expected"] / 56),
        float(one["rest"]),
        0.2 * (one["price"] - 6),
        math.log(one["rivals"]),
        wet * one["roof"],
        wet * (not one["roof"]),
        size(one["beside"]),
        *kind,
        *clock,
        *(float(one["zone"] == name) for name in ZONES),
        *(over * own for own in kind),
        *(size(one["on"]) * own for own in kind),
        *(0.2 * (one["degrees"] - 17) * own for own in kind),
    ]
