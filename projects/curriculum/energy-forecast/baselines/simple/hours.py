"""Reading of hours, and what the model sees of one: the month, the hour and whether people work."""

import csv
from datetime import date


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kind(row):
    day = date.fromisoformat(row["date"])
    return f"{day.month} {row['hour']} {int(row['holiday'] == '1' or day.weekday() > 4)}"
