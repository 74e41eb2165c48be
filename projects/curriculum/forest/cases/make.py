"""Makes stations of a bicycle hire as Gwangju might have it. All of it is invented; no ride was ever counted.

    python projects/curriculum/forest/cases/make.py

Whether a station runs empty follows from several columns together, as it does in a city: in the morning at
homes, in the evening at offices, at the river on a dry weekend. Rows are drawn one after the other.
"""

import csv
import random
from pathlib import Path

CASES = Path(__file__).parent
ROWS = {"train": 900, "test": 1500}
INPUTS = ["hour", "weekday", "temperature", "rain", "wind", "humidity", "bikes", "offices", "river", "slope"]


def moment(dice):
    """A station at an hour, and whether it is empty an hour later."""
    hour, weekday = dice.randint(6, 22), dice.randint(0, 6)
    temperature = dice.gauss(15, 11)
    rain = max(dice.gauss(-1.5, 3), 0)
    wind, humidity = dice.expovariate(1 / 2.5), dice.uniform(20, 95)
    bikes, offices = dice.randint(2, 10), dice.random()
    river, slope = dice.expovariate(1 / 2.0), dice.expovariate(1 / 3.0)
    out = 3.0
    if weekday < 5 and 6 <= hour <= 10:
        out += 10 if offices < 0.5 else -4
    if weekday < 5 and 16 <= hour <= 20:
        out += 10 if offices > 0.5 else -4
    if weekday >= 5 and 10 <= hour <= 18 and river < 2:
        out += 10
    if rain > 1 or temperature < 0 or temperature > 31:
        out *= 0.3
    if slope > 5:
        out *= 1.5  # everybody rides down and nobody up
    empty = bikes - out - dice.gauss(0, 0.7) <= 0
    numbers = [f"{value:.1f}" for value in (temperature, rain, wind, humidity)]
    return [hour, weekday, *numbers, bikes, f"{offices:.2f}", f"{river:.1f}", f"{slope:.1f}"], int(empty)


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(8)  # noqa: S311
    train, test = ([moment(dice) for _ in range(ROWS[name])] for name in ("train", "test"))
    write("train.csv", [*INPUTS, "empty"], [[*cells, empty] for cells, empty in train])
    write("test.csv", INPUTS, [cells for cells, _ in test])
    write("labels.csv", ["label"], [[empty] for _, empty in test])


main()
