"""The way that takes the fewest minutes, by Dijkstra's algorithm."""

import sys
from heapq import heappop, heappush

from roads import answer, complain, from_input, no_route, two_places, way_back


def search(roads, start, end):
    """Minutes and places of the fastest way, or None."""
    minutes, came_from = {start: 0}, {start: None}
    waiting = [(0, start)]
    while waiting:
        so_far, place = heappop(waiting)
        for road in roads[place]:
            after = so_far + road.cost
            if road.to not in minutes or after < minutes[road.to]:
                minutes[road.to] = after
                came_from[road.to] = place
                heappush(waiting, (after, road.to))
    return (minutes[end], way_back(came_from, end)) if end in minutes else None


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
