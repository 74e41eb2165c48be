"""What the model sees of an arrival."""

import csv

import numpy as np


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(people):
    """A row per person, not yet scaled."""
    return np.array([_features(one) for one in people])


def _features(one):
    age, pulse, pressure, breaths, oxygen, heat = (
        float(one[name]) for name in ("age", "pulse", "pressure", "breaths", "oxygen", "heat")
    )
    rural = float(one["house"] == "rural")
    lactate = float(one["lactate"] or 1.0)
    lack = max(98 - oxygen, 0.0)
    return [
        age,
        max(pulse - 95, 0),
        max(64 - pulse, 0),
        max(112 - pressure, 0),
        max(breaths - 19, 0),
        max(95.5 - oxygen, 0) * (1 - rural),
        lack * (1 - rural),
        rural * max(98 - oxygen, 0),
        rural * max(97 - oxygen, 0),
        abs(heat - 37),
        max(np.log(lactate), 0),
        float(one["lactate"] == ""),
        float(one["walked"]),
        rural,
        float(one["house"] == "city"),
    ]
