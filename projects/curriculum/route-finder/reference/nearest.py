"""For each place the fire station from which it is reached first: one search from all stations at once."""

import sys
from heapq import heapify, heappop, heappush

from roads import complain, from_input


def reached(roads, stations):
    """For each place that can be reached: (minutes, number of the station)."""
    first = {}
    waiting = [(0, number, place) for number, place in enumerate(stations)]
    heapify(waiting)
    while waiting:
        minutes, number, place = heappop(waiting)
        if place in first:
            continue
        first[place] = (minutes, number)
        for road in roads[place]:
            if road.to not in first:
                heappush(waiting, (minutes + road.cost, number, road.to))
    return first


def main(stations):
    roads = from_input()
    if not stations:
        return complain("name at least one station")
    for station in stations:
        if station not in roads:
            return complain(f"not on the map: {station!r}")
    first = reached(roads, stations)
    for place in roads:
        if place in first:
            minutes, number = first[place]
            print(place, stations[number], minutes)
        else:
            print(place, "-", "-")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
