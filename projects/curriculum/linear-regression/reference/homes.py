"""What the model sees of a home."""

import csv
from math import log, log1p

DISTRICTS = ("서구", "남구", "북구", "광산구")  # the fifth is the one that the others are compared with
HEATING = ("지역", "중앙")
NEAR = 4  # minutes on foot, from where on a longer way matters less and less


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(home, usual):
    """Numbers of a home; `usual` has the median of columns whose cells may be empty."""
    area = float(home["area"])
    age = float(home["age"] or usual["age"])
    station = float(home["station"] or usual["station"])
    floor = float(home["floor"])
    return [
        log(area),
        age,
        age * age,
        floor,
        log1p(station / NEAR),
        *(float(home["district"] == name) for name in DISTRICTS),
        *(float(home["heating"] == name) for name in HEATING),
    ]


def medians(homes):
    """Of the columns with empty cells, the value in the middle."""
    found = {}
    for name in ("age", "station"):
        values = sorted(float(home[name]) for home in homes if home[name])
        found[name] = values[len(values) // 2]
    return found
