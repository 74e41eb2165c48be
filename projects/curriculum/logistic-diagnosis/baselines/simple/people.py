"""What the model sees of a person: the numbers as they stand, and no more."""

import csv

import numpy as np

NUMBERS = ("age", "bmi", "waist", "pressure", "glucose", "fat", "sleep")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def medians(people):
    return {name: float(np.median([float(one[name]) for one in people if one[name]])) for name in NUMBERS}


def features(people, usual):
    return np.array([[float(one[name] or usual[name]) for name in NUMBERS] for one in people])
