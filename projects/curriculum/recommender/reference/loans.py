"""Reading of loans, and of readers who ask for a list."""

import csv

LENGTH = 10  # of a list


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
