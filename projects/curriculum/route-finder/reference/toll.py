"""The fastest way over a limited number of toll roads: Dijkstra's algorithm over (place, tolls paid)."""

import sys
from heapq import heappop, heappush

from roads import answer, complain, from_input, no_route, two_places, way_back


def search(roads, start, end, most):
    """Minutes and places of the fastest way with at most `most` toll roads, or None."""
    came_from = {}
    paid = {}  # the fewest tolls with which a place was left so far; to come later and dearer is no use
    waiting = [(0, 0, start, None)]
    while waiting:
        minutes, tolls, place, before = heappop(waiting)
        if paid.get(place, most + 1) <= tolls:
            continue
        paid[place] = tolls
        came_from[place, tolls] = before
        if place == end:
            return minutes, [place for place, _ in way_back(came_from, (place, tolls))]
        for road in roads[place]:
            heappush(waiting, (minutes + road.cost, tolls + road.toll, road.to, (place, tolls)))
    return None


def main(arguments):
    roads = from_input()
    try:
        *places, most = arguments or [""]
        start, end = two_places(places, roads)
        if not (most.isascii() and most.isdecimal()):
            raise ValueError(f"not a number of toll roads: {most!r}")
    except ValueError as error:
        return complain(error)
    found = search(roads, start, end, int(most))
    return answer(*found) if found else no_route()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
