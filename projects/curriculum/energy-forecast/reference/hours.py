"""Reading of hours, and what the model sees of one: degrees of heating and cooling by the hour and kind of day."""

import csv
from datetime import date

import numpy as np

COOL, WARM = 21.5, 15.5  # degrees beyond which the city cools, below which it heats
HUMIDITY = 0.035
START = date(2023, 1, 1)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filled(rows):
    """A silent thermometer has the mean of yesterday."""
    return [row | {"temperature": row["temperature"] or row["yesterday"]} for row in rows]


def columns(rows):
    """A table of numbers; all but the first column grow with the years."""
    days = {text: date.fromisoformat(text) for text in {row["date"] for row in rows}}
    years = np.array([(days[row["date"]] - START).days / 365.25 for row in rows])
    rest = np.array([row["holiday"] == "1" or days[row["date"]].weekday() > 4 for row in rows])
    hour = np.array([int(row["hour"]) for row in rows])
    felt = np.array([0.65 * float(row["temperature"]) + 0.35 * float(row["yesterday"]) for row in rows])
    humidity = np.array([float(row["humidity"]) for row in rows])
    clock = np.eye(48)[hour + 24 * rest]
    cooling = np.maximum(felt - COOL + HUMIDITY * (humidity - 60), 0) ** 1.1
    heating = np.maximum(WARM - felt, 0)
    return np.hstack([clock, clock * cooling[:, None], clock * heating[:, None]]), years
