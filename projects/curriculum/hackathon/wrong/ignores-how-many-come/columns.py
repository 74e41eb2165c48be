"""What the model sees of a stall in an hour, by name: numbers as they are, words for a column of their own."""

import math


def size(viewers):
    return sum(map(math.sqrt, viewers))


def columns(one, fame):
    kind, over = one["kind"], size(one["over"])
    return {
        "fame": fame,
        "rivals": math.log(one["rivals"]),
        "weekday": one["weekday"],
        "air": f"{one['rain']} {one['roof']}",
        "kind": kind,
        "clock": f"{kind} {one['hour']}",
        "zone": one["zone"],
        f"over {kind}": over,
        f"degrees {kind}": one["degrees"],
        **{f"over in {minutes} minutes": size(viewers) for minutes, viewers in one["near"].items()},
    }
