"""People as numbers and words, and what can be said of several of them at once."""

import csv
from functools import reduce

QUARTERS = {"동구": 3, "서구": 4, "남구": 3, "북구": 5, "광산구": 5}


class BadPeople(Exception):
    """The file holds something that is no person."""


def read(path):
    """(age, sex, place, household) of each person. Raises OSError or BadPeople."""
    with open(path, encoding="utf-8", newline="") as file:
        return [_person(cells) for cells in list(csv.reader(file))[1:]]


def _person(cells):
    try:
        age, sex, place, household = cells
        district, slash, _ = place.partition("/")
        if sex in ("F", "M") and slash and district in QUARTERS:
            return int(age), sex, place, int(household)
    except ValueError:
        pass
    raise BadPeople(f"no person: {','.join(cells)}")


def common(one, other):
    """The most exact word that is true of both: all of it, the district alone, or a star."""
    if one == other:
        return one
    district, _, _ = one.partition("/")
    return district if district == other.partition("/")[0] else "*"


def told(people):
    """One line that is true of all of them, and no vaguer than it has to be."""
    ages, sexes, places, households = zip(*people)
    decades = f"{min(ages) // 10 * 10 + 1}-{max(ages) // 10 * 10 + 9}"
    return ",".join([decades, reduce(common, sexes), reduce(common, places), _span(households)])


def _span(values):
    return "-".join(map(str, sorted({min(values), max(values)})))
