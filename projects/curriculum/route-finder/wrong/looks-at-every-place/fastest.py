"""The way that takes the fewest minutes, by Dijkstra's algorithm."""

import sys
from math import inf

from roads import answer, complain, from_input, no_route, two_places, way_back


def search(roads, start, end):
    """Minutes and places of the fastest way, or None."""
    minutes, came_from, done = {start: 0}, {start: None}, set()
    while True:
        place = min((p for p in roads if p not in done), key=lambda p: minutes.get(p, inf), default=None)
        if place not in minutes:
            return None
        if place == end:
            return minutes[end], way_back(came_from, end)
        done.add(place)
        for road in roads[place]:
            if road.to not in minutes or minutes[place] + road.cost < minutes[road.to]:
                minutes[road.to] = minutes[place] + road.cost
                came_from[road.to] = place


def main(arguments):
    roads = from_input()
    try:
        start, end = two_places(arguments, roads)
    except ValueError as error:
        return complain(error)
    found = search(roads, start, end)
    return answer(*found) if found else no_route()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
