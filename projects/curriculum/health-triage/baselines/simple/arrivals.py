"""What the model sees of an arrival: the numbers as they stand, and the house."""

import csv

import numpy as np

NUMBERS = ("age", "pulse", "pressure", "breaths", "oxygen", "heat", "walked")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(people):
    return np.array([[*(float(one[name]) for name in NUMBERS), one["house"] == "rural"] for one in people])
