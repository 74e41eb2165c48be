"""Makes arrivals at emergency rooms. All of them are invented; no patient is behind any row.

    python projects/curriculum/health-triage/cases/make.py

Three kinds of houses send them. In the smallest, the oximeters read too high and blood is rarely tested, so
that a model that is right on the whole is wrong there. Rows are drawn one after the other.
"""

import csv
import math
import random
from pathlib import Path

CASES = Path(__file__).parent
ROWS = {"train": 2400, "test": 4000}
HOUSES = {"university": 0.42, "city": 0.33, "rural": 0.25}
INPUTS = ["house", "age", "pulse", "pressure", "breaths", "oxygen", "heat", "lactate", "walked", "night"]


def arrival(dice):
    """Somebody who comes in, and whether he or she gets worse within a day."""
    house = dice.choices(list(HOUSES), list(HOUSES.values()))[0]
    age = min(max(dice.gauss(64 if house == "rural" else 52, 18), 18), 98)
    pulse, pressure = dice.gauss(80, 19), dice.gauss(128, 21)
    breaths, oxygen = max(dice.gauss(18, 4), 8), min(100, 97.5 - dice.expovariate(1 / 2.6))
    heat, lactate = dice.gauss(37.1, 0.8), math.exp(dice.gauss(0.4, 0.5))
    walked, night = dice.random() < 0.6, dice.random() < 0.35
    level = (
        -4.6
        + 0.03 * (age - 50)
        + 0.06 * max(pulse - 95, 0)
        + 0.16 * max(64 - pulse, 0)
        + 0.10 * max(112 - pressure, 0)
        + 0.16 * max(breaths - 19, 0)
        + 0.60 * max(95.5 - oxygen, 0)
        + 1.9 * abs(heat - 37)
        + 1.2 * max(math.log(lactate), 0)
        - 0.7 * walked
    )
    worse = dice.random() < 1 / (1 + math.exp(-level * 1.6))
    shown = oxygen
    if house == "rural":
        shown = min(100, 100 - (100 - oxygen) * 0.45)
    tested = dice.random() < (0.15 if house == "rural" else 0.75)
    numbers = [
        f"{age:.0f}",
        f"{pulse:.0f}",
        f"{pressure:.0f}",
        f"{breaths:.0f}",
        f"{shown:.1f}",
        f"{heat:.1f}",
    ]
    return [house, *numbers, f"{lactate:.1f}" if tested else "", int(walked), int(night)], int(worse)


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(119)  # noqa: S311
    train, test = ([arrival(dice) for _ in range(ROWS[name])] for name in ("train", "test"))
    write("train.csv", [*INPUTS, "worse"], [[*cells, worse] for cells, worse in train])
    write("test.csv", INPUTS, [cells for cells, _ in test])
    write("labels.csv", ["label"], [[f"{cells[0]}:{worse}"] for cells, worse in test])


main()
