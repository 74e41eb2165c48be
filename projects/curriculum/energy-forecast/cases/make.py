"""Makes the electric load of a city like Gwangju, hour by hour. All of it is invented; no meter was read.

    python projects/curriculum/energy-forecast/cases/make.py

Two years are known. Of the third, one day in three is asked for, its hours in no order: a year with a hotter
summer and a colder January than the two before, in a city that has grown. Meters fail at times.
"""

import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

CASES = Path(__file__).parent
FIRST, KNOWN, ALL = date(2023, 1, 1), 2 * 365 + 1, 3 * 365 + 1
HEAT, COLD = (date(2025, 7, 18), date(2025, 8, 20)), (date(2025, 1, 9), date(2025, 1, 28))
# holidays of the lunar calendar move; these are those of 2023 to 2025
_HOLIDAYS = """
2023-01-01 2023-01-21 2023-01-22 2023-01-23 2023-01-24 2023-03-01 2023-05-05 2023-05-27 2023-06-06 2023-08-15
2023-09-28 2023-09-29 2023-09-30 2023-10-03 2023-10-09 2023-12-25 2024-01-01 2024-02-09 2024-02-10 2024-02-11
2024-02-12 2024-03-01 2024-04-10 2024-05-05 2024-05-06 2024-05-15 2024-06-06 2024-08-15 2024-09-16 2024-09-17
2024-09-18 2024-10-03 2024-10-09 2024-12-25 2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-03-01 2025-03-03
2025-05-05 2025-05-06 2025-06-06 2025-08-15 2025-10-03 2025-10-05 2025-10-06 2025-10-07 2025-10-08 2025-10-09
2025-12-25
"""
HOLIDAYS = set(_HOLIDAYS.split())
WORK = [62, 60, 58, 57, 58, 61, 68, 79, 92, 99, 101, 101, 95, 100, 101, 101, 100, 98, 96, 94, 91, 86, 77, 68]
REST = [64, 61, 59, 58, 58, 59, 62, 67, 73, 78, 81, 83, 82, 82, 81, 81, 82, 84, 87, 88, 87, 83, 76, 69]
INPUTS = ["date", "hour", "temperature", "yesterday", "humidity", "holiday"]


def weather(dice):
    """Temperature and humidity of every hour: seasons, days, and spells of some days."""
    spell, hours = 0.0, []
    for number in range(ALL):
        day = FIRST + timedelta(number)
        spell = 0.78 * spell + dice.gauss(0, 1.9)
        shift = 3.6 if HEAT[0] <= day <= HEAT[1] else -6.5 if COLD[0] <= day <= COLD[1] else 0
        season = 14.2 - 12.4 * math.cos((number - 20) / 365.25 * 2 * math.pi) + spell + shift
        moist = min(
            max(66 + 12 * math.sin((number - 110) / 365.25 * 2 * math.pi) + dice.gauss(0, 11), 25), 98
        )
        swing = 4.4 - 0.03 * (moist - 60)
        for hour in range(24):
            temperature = season - swing * math.cos((hour - 3) / 24 * 2 * math.pi) + dice.gauss(0, 0.4)
            hours.append((temperature, min(max(moist - 2.2 * (temperature - season), 15), 100)))
    return hours


def load(number, hour, temperature, yesterday, humidity, rest):
    """Megawatts, before chance."""
    profile = (REST if rest else WORK)[hour] / 100
    felt = 0.65 * temperature + 0.35 * yesterday
    cooling = max(felt - 21.5 + 0.035 * (humidity - 60), 0) ** 1.12 * (0.45 + 0.55 * profile) * 30
    heating = max(15.5 - felt, 0) * (0.75 + 0.25 * profile) * 15
    growth = 1 + 0.031 * number / 365.25
    return growth * (900 * profile + cooling + heating)


def rows(dice):
    hours, drift = weather(dice), 0.0
    for number in range(1, ALL):
        day = FIRST + timedelta(number)
        holiday = day.isoformat() in HOLIDAYS
        yesterday = sum(t for t, _ in hours[24 * number - 24 : 24 * number]) / 24
        for hour in range(24):
            temperature, humidity = hours[24 * number + hour]
            drift = 0.93 * drift + dice.gauss(0, 0.007)
            exact = load(number, hour, temperature, yesterday, humidity, holiday or day.weekday() > 4)
            told = (f"{temperature:.1f}", f"{yesterday:.1f}", f"{humidity:.0f}", str(int(holiday)))
            yield number, [day.isoformat(), str(hour), *told], f"{exact * math.exp(drift):.0f}"


def failing(dice, cells, megawatts):
    """In the past, a thermometer is silent at times, and a dead meter writes 0."""
    if dice.random() < 0.006:
        cells = [*cells[:2], "", *cells[3:]]
    return [*cells, "0" if dice.random() < 0.004 else megawatts]


def kind(cells):
    """What the grader tells apart."""
    day = date.fromisoformat(cells[0])
    if HEAT[0] <= day <= HEAT[1] or COLD[0] <= day <= COLD[1]:
        return "extreme"
    return "rest" if cells[5] == "1" or day.weekday() > 4 else "work"


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(2518)  # noqa: S311
    train, days = [], {}
    for number, cells, megawatts in rows(dice):
        if number < KNOWN:
            train.append(failing(dice, cells, megawatts))
        else:
            days.setdefault(number, []).append((cells, megawatts))
    test = [hour for number in dice.sample(sorted(days), len(days) // 3) for hour in days[number]]
    dice.shuffle(test)
    write("train.csv", [*INPUTS, "load"], train)
    write("test.csv", INPUTS, [cells for cells, _ in test])
    write("labels.csv", ["label", "group"], [[megawatts, kind(cells)] for cells, megawatts in test])


main()
