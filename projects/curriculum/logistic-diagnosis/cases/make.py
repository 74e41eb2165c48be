"""Makes people of a diabetes study and of a screening. All are invented; no patient is behind any row.

    python projects/curriculum/logistic-diagnosis/cases/make.py

The study looked for ill people and found twice as many as healthy ones, so that whoever does not fit the
intercept is wrong; of the people who come to the screening one in five is ill. Rows are drawn one after the
other: neither their order nor a column names the illness.
"""

import csv
import math
import random
from pathlib import Path

CASES = Path(__file__).parent
STUDY, SCREENING = 600, 3000
ILL_OF_STUDY, ILL = 2 / 3, 0.20
SMOKING = {"never": 0.0, "past": 0.15, "now": 0.5}
INPUTS = ["age", "sex", "bmi", "waist", "pressure", "glucose", "fat", "sleep", "smoking", "family"]
MARKERS = [f"marker_{number:02}" for number in range(1, 16)]  # only two say anything


def person(dice):
    """Somebody, and whether he or she is ill."""
    age = min(max(dice.gauss(50, 14), 20), 88)
    sex = dice.choice("FM")
    bmi = min(max(dice.gauss(23.6 + 0.02 * (age - 50), 3.2), 15), 42)
    waist = 2.3 * bmi + (29 if sex == "M" else 23) + 0.08 * (age - 50) + dice.gauss(0, 3.5)
    pressure = 118 + 0.4 * (age - 50) + 1.1 * (bmi - 23.6) + dice.gauss(0, 11)
    glucose = math.exp(dice.gauss(4.56, 0.13)) + 0.5 * (bmi - 23.6)
    fat = math.exp(dice.gauss(4.75, 0.5))
    sleep = min(max(dice.gauss(6.9, 1.3), 3), 12)
    smoking = dice.choices(list(SMOKING), (6, 2, 2))[0]
    family = dice.choices(["no", "yes", ""], (64, 22, 14))[0]
    markers = [dice.gauss(0, 1) for _ in MARKERS]
    level = (
        -4.2
        + 0.09 * (min(age, 65) - 50)
        + 12.0 * (math.log(glucose) - 4.6)
        + 0.09 * (waist - 80)
        + 1.2 * (math.log(fat) - 4.75)
        + 0.65 * (sleep - 7) ** 2
        + SMOKING[smoking]
        + (1.3 + 0.25 * (bmi - 23.6)) * (family == "yes")
        + 0.6 * markers[3]
        - 0.5 * markers[10]
    )
    ill = dice.random() < 1 / (1 + math.exp(-level))
    body = [f"{bmi:.1f}", f"{waist:.1f}", f"{pressure:.0f}", f"{glucose:.0f}", f"{fat:.0f}", f"{sleep:.1f}"]
    return [f"{age:.0f}", sex, *body, smoking, family, *(f"{value:.1f}" for value in markers)], ill


def with_gaps(dice, cells):
    """Who was not measured has an empty cell; the waist is forgotten most often."""
    lost = {"waist": 0.08, "fat": 0.05}
    return [
        "" if dice.random() < lost.get(name, 0) else cell
        for name, cell in zip([*INPUTS, *MARKERS], cells, strict=True)
    ]


def group(dice, count, share):
    """So many people, of whom that share is ill, in an order drawn by chance."""
    wanted = {True: round(count * share), False: count - round(count * share)}
    found = []
    while any(wanted.values()):
        cells, ill = person(dice)
        if wanted[ill]:
            wanted[ill] -= 1
            found.append((with_gaps(dice, cells), "ill" if ill else "healthy"))
    dice.shuffle(found)
    return found


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(3)  # noqa: S311
    study, screening = group(dice, STUDY, ILL_OF_STUDY), group(dice, SCREENING, ILL)
    head = [*INPUTS, *MARKERS]
    write("train.csv", [*head, "label"], [[*cells, label] for cells, label in study])
    write("test.csv", head, [cells for cells, _ in screening])
    write("labels.csv", ["label"], [[label] for _, label in screening])


main()
