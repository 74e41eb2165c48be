"""Reading of hours, and what the model sees of one: degrees of heating and cooling by the hour and kind of day."""

import csv
from datetime import date

import numpy as np

COOL, WARM = 23.6, 15.5  # degrees beyond which the city cools, below which it heats
HUMIDITY = 0.035  # degrees that a percent is felt as
NOW, BEFORE = 0.65, 0.35  # what this hour and the day before have in what is felt
START = "2023-01-01"


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filled(rows):
    """A silent thermometer has the mean of yesterday."""
    return [row | {"temperature": row["temperature"] or row["yesterday"]} for row in rows]


def columns(rows):
    """A table of numbers, and the days since START, with which all of them grow."""
    dates = [date.fromisoformat(row["date"]) for row in rows]
    days = np.array([(each - date.fromisoformat(START)).days for each in dates])
    rest = np.array([int(row["holiday"]) or each.weekday() > 4 for row, each in zip(rows, dates)], bool)
    clock = np.eye(24, dtype=bool)[[int(row["hour"]) for row in rows]]
    clock = np.hstack([clock & rest[:, None], clock & ~rest[:, None]])
    felt = NOW * numbers(rows, "temperature") + BEFORE * numbers(rows, "yesterday")
    cooling = np.maximum(felt + HUMIDITY * numbers(rows, "humidity"), COOL)
    heating = np.minimum(felt, WARM)
    return np.hstack([clock, clock * cooling[:, None], clock * heating[:, None]]), days


def numbers(rows, name):
    return np.array([float(row[name]) for row in rows])
