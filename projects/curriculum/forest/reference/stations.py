"""Reads the stations."""

import csv

COLUMNS = (
    "hour",
    "weekday",
    "temperature",
    "rain",
    "wind",
    "humidity",
    "bikes",
    "offices",
    "river",
    "slope",
)


def read(path):
    """Rows of numbers, and the labels where the file has them."""
    with open(path, encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    rows = [[float(line[name]) for name in COLUMNS] for line in table]
    return rows, [int(line["empty"]) for line in table if "empty" in line]
