"""Makes the rides of a city's rental bicycles, invented, the same every time.

python projects/curriculum/model-service/cases/make.py
"""

import csv
import math
import random
from pathlib import Path

CASES = Path(__file__).parent
WORK = [2, 1, 1, 1, 2, 6, 18, 55, 90, 48, 26, 28, 36, 34, 30, 32, 42, 66, 98, 72, 46, 30, 18, 8]
FREE = [20, 14, 8, 4, 2, 3, 6, 10, 18, 30, 44, 56, 62, 66, 68, 64, 58, 52, 44, 36, 28, 22, 16, 10]
FIELDS = ["hour", "weekday", "temperature", "rain", "rides"]


def ride(dice):
    hour, weekday = dice.randrange(24), dice.randrange(7)
    temperature = round(dice.gauss(14, 10), 1)
    rain = dice.random() < 0.22
    usual = (FREE if weekday > 4 else WORK)[hour]
    warm = math.exp(-(((temperature - 20) / 16) ** 2))
    expected = usual * warm * (0.4 if rain else 1)
    return [hour, weekday, temperature, int(rain), round(expected * math.exp(dice.gauss(0, 0.2)))]


def write(name, dice, count):
    with (CASES / name).open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(FIELDS)
        rows.writerows(ride(dice) for _ in range(count))


def main():
    dice = random.Random(23)  # noqa: S311
    write("train.csv", dice, 4000)
    write("test.csv", dice, 600)


main()
