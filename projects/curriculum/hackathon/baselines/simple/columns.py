"""What the model sees: the kind of stall, the hour, and how many people are expected."""

import math


def columns(one, fame):
    return {
        "kind": one["kind"],
        "hour": str(one["hour"]),
        "expected": math.log(one["expected"]),
        "weekday": one["weekday"],
    }
