"""What the model sees of a home: its four numbers as they stand."""

import csv

COLUMNS = ("area", "age", "floor", "station")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(home, usual):
    return [float(home[name] or usual[name]) for name in COLUMNS]


def medians(homes):
    return {name: _middle(sorted(float(home[name]) for home in homes if home[name])) for name in COLUMNS}


def _middle(values):
    return values[len(values) // 2]
