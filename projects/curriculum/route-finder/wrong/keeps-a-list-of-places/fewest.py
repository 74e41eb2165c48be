"""The way with the fewest roads, by breadth-first search."""

import sys
from collections import deque

from roads import answer, complain, from_input, no_route, two_places, way_back


def search(roads, start, end):
    """The places of a way with the fewest roads, or None."""
    came_from = {start: None}
    seen = [(start, None)]
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        if place == end:
            return way_back(came_from, end)
        for road in roads[place]:
            if not any(road.to == known for known, _before in seen):
                seen.append((road.to, place))
                came_from[road.to] = place
                waiting.append(road.to)
    return None


def main(arguments):
    roads = from_input()
    try:
        start, end = two_places(arguments, roads)
    except ValueError as error:
        return complain(error)
    way = search(roads, start, end)
    return answer(len(way) - 1, way) if way else no_route()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
