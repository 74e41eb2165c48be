"""What the model sees of an arrival: each number as far as it is beyond what a body bears well."""

import csv

import numpy as np

FAST, SLOW = 95, 64  # pulses
LOW, BREATHLESS = 112, 19  # pressure, breaths
BLUE = 95.5  # percent of oxygen
BLUE_RURAL = 98  # the same on the meters of small houses, which read too high
WARM = 37  # degrees
NORMAL = 1  # lactate; also where nobody took it, since being untested has a column of its own


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
    rural = one["house"] == "rural"
    lactate = float(one["lactate"] or NORMAL)
    return [
        age,
        max(pulse, FAST),
        min(pulse, SLOW),
        min(pressure, LOW),
        max(breaths, BREATHLESS),
        BLUE if rural else min(oxygen, BLUE),
        min(oxygen, BLUE_RURAL) if rural else BLUE_RURAL,
        abs(heat - WARM),
        np.log(max(lactate, NORMAL)),
        not one["lactate"],
        rural,
        float(one["walked"]),
    ]
