"""Reading of the two files. A review may hold commas, quotes and line breaks."""

import csv


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
