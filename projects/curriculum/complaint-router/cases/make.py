"""Makes complaints as citizens of Gwangju might write them. All of it is invented; nobody complained of it.

    python projects/curriculum/complaint-router/cases/make.py

Some complaints thank for something else first, some belong to no office that anybody could name, and all are
typed in haste. Both files are drawn one after the other: no order and no column names an office.
"""

import csv
import random
from pathlib import Path

from words import AFTER, BEFORE, BYE, LEANING, OPENINGS, PLACES, PROBLEMS, SHARES, SLIPS, VAGUE

CASES = Path(__file__).parent
ROWS = {"train": 2400, "test": 1500}
UNCLEAR, LEANS, THANKFUL, MISTAKEN = 0.10, 0.25, 0.18, 0.03
OTHER = 0.16  # how often what leans to one office is for the other


def complaint(dice):
    office, kind, told = problem(dice)
    parts = [dice.choice(OPENINGS)] if dice.random() < 0.6 else []
    if dice.random() < THANKFUL:
        other = dice.choice([name for name in PROBLEMS if name != office])
        parts.append(dice.choice(BEFORE).format(usual(dice, other)))
    parts.append(f"{told}." if kind == "usual" and office == "복지과" else located(dice, told))
    if kind in ("usual", "danger") and dice.random() < 0.25 and (more := usual(dice, office)) != told:
        parts.append(f"{more}.")
    parts += [dice.choice(AFTER)] if dice.random() < 0.5 else []
    parts += [dice.choice(BYE)] if dice.random() < 0.6 else []
    if dice.random() < MISTAKEN:
        office = dice.choice(list(PROBLEMS))
    return spoilt(dice, " ".join(parts)), office, kind


def problem(dice):
    """The office in charge, the kind of the complaint, and what is said of it."""
    draw = dice.random()
    if draw < LEANS:
        told, usually, seldom = dice.choice(LEANING)
        return seldom if dice.random() < OTHER else usually, "leaning", told
    office = dice.choices(list(SHARES), SHARES.values())[0]
    if draw < LEANS + UNCLEAR:
        return office, "unclear", dice.choice(VAGUE)
    return office, "danger" if office == "안전과" else "usual", usual(dice, office)


def located(dice, told):
    place = dice.choice(PLACES)
    return dice.choice(
        (f"{place}인데요 {told}.", f"{place}에서 {told}.", f"{told}. 위치는 {place}입니다.", f"{told}.")
    )


def usual(dice, office):
    told = PROBLEMS[office]
    return dice.choices(told, [1 / (place + 1) for place in range(len(told))])[0]


def spoilt(dice, text):
    strength = dice.choice((0.03, 0.03, 0.35))
    for right, slip in SLIPS:
        if right in text and dice.random() < strength:
            text = text.replace(right, slip, 1)
    if dice.random() < strength:
        return text.replace(" ", "")
    return "".join("" if mark == " " and dice.random() < strength / 2 else mark for mark in text)


def distinct(dice, count, seen):
    while count:
        text, office, kind = complaint(dice)
        if text not in seen:
            seen.add(text)
            count -= 1
            yield text, office, kind


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice, seen = random.Random(120), set()  # noqa: S311
    train = list(distinct(dice, ROWS["train"], seen))
    test = list(distinct(dice, ROWS["test"], seen))
    write("train.csv", ["complaint", "office"], [[text, office] for text, office, _ in train])
    write("test.csv", ["complaint"], [[text] for text, _, _ in test])
    write("labels.csv", ["label", "group"], [[office, kind] for _, office, kind in test])


main()
