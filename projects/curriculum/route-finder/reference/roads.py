"""The road map that all programs read, and how they answer."""

import sys
from typing import NamedTuple


class Road(NamedTuple):
    """A road as seen from its beginning."""

    to: str
    cost: int
    toll: bool


class BadMap(ValueError):
    """A line of the map cannot be understood."""


def read_map(lines, whole=str.isdecimal):
    """The roads that leave each place. Raises BadMap with the number of the line."""
    roads = {}
    for number, line in enumerate(lines, start=1):
        fields = line.split()
        if not fields or fields[0].startswith("#"):
            continue
        try:
            _add(roads, fields, whole)
        except ValueError as error:
            raise BadMap(f"line {number}: {error}") from None
    return roads


def _add(roads, fields, whole):
    if len(fields) == 1:
        roads.setdefault(fields[0], [])
        return
    if len(fields) < 3:
        raise ValueError("a road needs two places and a cost")
    start, end, cost, *marks = fields
    if not (cost.isascii() and whole(cost)):
        raise ValueError(f"not a whole number: {cost!r}")
    if unknown := set(marks) - {"oneway", "toll"}:
        raise ValueError(f"unknown mark: {min(unknown)!r}")
    toll = "toll" in marks
    roads.setdefault(start, []).append(Road(end, int(cost), toll))
    back = roads.setdefault(end, [])
    if "oneway" not in marks:
        back.append(Road(start, int(cost), toll))


def from_input(whole=str.isdecimal):
    """The map on standard input. Complains and ends with status 2 when it is bad."""
    try:
        return read_map(sys.stdin, whole)
    except BadMap as error:
        sys.exit(complain(error))


def complain(why):
    """Says on standard error what is wrong; returns the status of a wrong use."""
    print(why, file=sys.stderr)
    return 2


def two_places(arguments, roads):
    """The beginning and the end of the way, both known. Raises ValueError."""
    try:
        start, end = arguments
    except ValueError:
        raise ValueError("name the place to start from and the place to go to") from None
    for place in (start, end):
        if place not in roads:
            raise ValueError(f"not on the map: {place!r}")
    return start, end


def way_back(came_from, end):
    """Follows the steps from the end to the start; returns them in the order of travel."""
    way = [end]
    while (end := came_from[end]) is not None:
        way.append(end)
    return way[::-1]


def answer(cost, way):
    """Prints a way and its cost."""
    print(cost)
    print(*way)


def no_route():
    """Says that there is none; returns the status."""
    print("no route")
    return 1
