"""Which shelter to walk to: the nearest that is open and will have a seat."""

import csv
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

WALK = 80  # metres in a minute
EARTH = 6_371_000  # metres
SPARE = 10  # of so many seats one is not counted on


@dataclass(frozen=True)
class Shelter:
    name: str
    district: str
    latitude: float
    longitude: float
    seats: int
    opens: int
    closes: int
    taken: dict  # hour → seats that are usually taken

    def is_open(self, hour):
        return self.opens <= hour < self.closes

    def free(self, hour):
        """Seats that can be expected at this hour."""
        return max(0, self.seats - self.taken.get(hour, 0))

    def has_room(self, hour):
        return SPARE * self.free(hour) > self.seats


def metres(a, b, c, d):
    """Between two places of a town; flat is good enough."""
    north, east = math.radians(c - a), math.radians(d - b) * math.cos(math.radians(a))
    return EARTH * math.hypot(north, east)


def read(folder):
    usual = defaultdict(lambda: defaultdict(list))
    for row in _rows(folder, "visits.csv"):
        usual[row["id"]][int(row["hour"])].append(int(row["taken"]))
    return [
        Shelter(
            row["id"],
            row["district"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["seats"]),
            int(row["opens"]),
            int(row["closes"]),
            {hour: round(mean(taken)) for hour, taken in usual[row["id"]].items()},
        )
        for row in _rows(folder, "shelters.csv")
    ]


def _rows(folder, name):
    with (Path(folder) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def nearest(shelters, latitude, longitude, hour, most=3):
    """(minutes to walk, shelter) of the nearest with room, the nearest first."""
    walks = [
        (metres(latitude, longitude, one.latitude, one.longitude) / WALK, one)
        for one in shelters
        if one.is_open(hour) and one.has_room(hour)
    ]
    return walks[:most]
