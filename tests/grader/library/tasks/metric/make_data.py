"""Makes cases/: two measurements per row, a district, and whether something broke. Without ids."""

import csv
import random
from pathlib import Path

CASES = Path(__file__).parent / "cases"
ROWS = {"train": 300, "test": 200}


def rows(dice, count):
    for _ in range(count):
        heat, age = dice.random(), dice.random()
        breaks = heat + 0.8 * age + dice.gauss(0, 0.13) > 0.9
        yield [f"{heat:.4f}", f"{age:.4f}", dice.choice(["east", "west"]), "yes" if breaks else "no"]


def write(name, head, lines):
    with (CASES / name).open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(42)
    train, test = list(rows(dice, ROWS["train"])), list(rows(dice, ROWS["test"]))
    write("train.csv", ["heat", "age", "district", "broke"], train)
    write("test.csv", ["heat", "age", "district"], [row[:3] for row in test])
    write("labels.csv", ["label", "group"], [[row[3], row[2]] for row in test])


main()
