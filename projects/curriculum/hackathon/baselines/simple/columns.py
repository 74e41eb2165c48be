"""What the model sees: the kind of stall, the hour, and how many people are expected."""

import math

from tables import KINDS


def columns(one, fame):
    kind = [float(one["kind"] == name) for name in KINDS]
    clock = [float(one["hour"] == hour) for hour in range(10, 22)]
    return [*kind, *clock, math.log(one["expected"] / 56), float(one["rest"])]
