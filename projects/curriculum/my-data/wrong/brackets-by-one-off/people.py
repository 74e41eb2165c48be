"""People as numbers and words, and what can be said of several of them at once."""

import csv

QUARTERS = {"동구": 3, "서구": 4, "남구": 3, "북구": 5, "광산구": 5}
ALL_QUARTERS = sum(QUARTERS.values())
AGES, HOUSEHOLDS = 99, 5  # how far apart two can be


class BadPeople(Exception):
    """The file holds something that is no person."""


def read(path):
    """(age, sex, place, household) of each person. Raises OSError or BadPeople."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    return [_person(cells, number) for number, cells in enumerate(lines[1:], start=2)]


def _person(cells, number):
    try:
        age, sex, place, household = cells
        district, slash, _ = place.partition("/")
        if sex in ("F", "M") and slash and district in QUARTERS:
            return int(age), sex, place, int(household)
    except ValueError:
        pass
    raise BadPeople(f"line {number} is no person: {','.join(cells)}")


def told(people):
    """One line that is true of all of them, and no vaguer than it has to be."""
    ages, sexes, places, households = (sorted(set(column)) for column in zip(*people))
    districts = {place.partition("/")[0] for place in places}
    place = places[0] if len(places) == 1 else districts.pop() if len(districts) == 1 else "*"
    return ",".join([f"{ages[0] // 10 * 10 + 1}-{ages[-1] // 10 * 10 + 9}", sexes[0] if len(sexes) == 1 else "*", place, _span(households)])


def _span(values):
    return str(values[0]) if len(values) == 1 else f"{values[0]}-{values[-1]}"
