"""What the model sees of a person."""

import csv

import numpy as np

NUMBERS = ("age", "bmi", "waist", "pressure", "glucose", "fat", "sleep")
MAY_LACK = ("waist", "fat")
FAMILY = {"yes": True, "no": False, "": False}  # who does not know is like those without
OLD = 65.0  # from here on age says nothing more


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def medians(people):
    """Of the columns with empty cells, the value in the middle."""
    return {name: float(np.median([float(one[name]) for one in people if one[name]])) for name in MAY_LACK}


def features(people, usual):
    """A row per person, not yet scaled; `usual` fills empty cells."""
    return np.array([_features(one, usual) for one in people])


def _features(one, usual):
    number = {name: float(one[name] or usual[name]) for name in NUMBERS}
    return [
        min(number["age"], OLD),
        number["bmi"],
        number["waist"],
        number["pressure"],
        np.log(number["glucose"]),
        np.log(number["fat"]),
        number["sleep"],
        (number["sleep"] - 7) ** 2,
        FAMILY[one["family"]],
        FAMILY[one["family"]] * number["bmi"],
        *(float(cell) for name, cell in one.items() if name.startswith("marker")),
    ]
