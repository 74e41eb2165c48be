"""The way that takes the fewest minutes, by Dijkstra's algorithm."""

import sys
from heapq import heappop, heappush

from roads import answer, complain, from_input, no_route, two_places, way_back


def search(roads, start, end):
    """Minutes and places of the fastest way, or None."""
    came_from = {}
    waiting = [(0, start, None)]
    while waiting:
        minutes, place, before = heappop(waiting)
        if place in came_from:
            continue  # we have been here sooner
        came_from[place] = before
        if place == end:
            way = way_back(came_from, end)
            return sum(_least(roads, *step) for step in zip(way, way[1:])), way
        for road in roads[place]:
            if road.to not in came_from:
                heappush(waiting, (road.cost, road.to, place))
    return None


def _least(roads, start, end):
    return min(road.cost for road in roads[start] if road.to == end)


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
