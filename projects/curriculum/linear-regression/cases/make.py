"""Makes rents as they might be in Gwangju. All of it is invented; nobody pays these rents.

    python projects/curriculum/linear-regression/cases/make.py

Areas, ages and floors are spread as in a real list of offers; a few cells are missing, as ever.
The rows of both files are drawn one after the other, so that neither their order nor any column names them.
"""

import csv
import math
import random
from pathlib import Path

CASES = Path(__file__).parent
ROWS = {"train": 1200, "test": 800}
DISTRICTS = {"동구": -0.04, "서구": 0.10, "남구": 0.02, "북구": -0.08, "광산구": 0.05}
HEATING = {"개별": 0.0, "지역": 0.07, "중앙": -0.10}
INPUTS = ["area", "age", "floor", "station", "district", "heating"]


def home(dice):
    """A home and its rent a month, in 만원."""
    area = min(max(dice.lognormvariate(3.7, 0.45), 14), 150)
    age = min(dice.expovariate(1 / 14), 45)
    floor = min(1 + int(dice.expovariate(1 / 6)), 30)
    station = min(dice.gammavariate(2, 6), 60)
    district, heating = dice.choice(list(DISTRICTS)), dice.choices(list(HEATING), (6, 3, 1))[0]
    level = (
        3.25
        + 0.62 * math.log(area / 40)
        - 0.030 * age
        + 0.00045 * age**2
        + 0.008 * floor
        - 0.11 * math.log1p(station / 4)
        + DISTRICTS[district]
        + HEATING[heating]
    )
    rent = math.exp(level + dice.gauss(0, 0.10)) * 1.3
    return [f"{area:.1f}", f"{age:.1f}", str(floor), f"{station:.1f}", district, heating], f"{rent:.1f}"


def with_gaps(dice, cells):
    """One cell in forty is empty: of the walk to the station, or of the age."""
    return [cell if name not in ("age", "station") or dice.random() > 0.025 else "" for name, cell in cells]


def rows(dice, count):
    for _ in range(count):
        cells, rent = home(dice)
        yield with_gaps(dice, list(zip(INPUTS, cells, strict=True))), rent


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(62)  # noqa: S311
    train, test = list(rows(dice, ROWS["train"])), list(rows(dice, ROWS["test"]))
    write("train.csv", [*INPUTS, "rent"], [[*cells, rent] for cells, rent in train])
    write("test.csv", INPUTS, [cells for cells, _ in test])
    write("labels.csv", ["label"], [[rent] for _, rent in test])


main()
