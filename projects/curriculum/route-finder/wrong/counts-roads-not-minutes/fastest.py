"""The way that takes the fewest minutes."""

import sys
from collections import deque

from roads import answer, complain, from_input, no_route, two_places, way_back


def search(roads, start, end):
    came_from = {start: None}
    minutes = {start: 0}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        if place == end:
            return minutes[end], way_back(came_from, end)
        for road in roads[place]:
            if road.to not in came_from:
                came_from[road.to] = place
                minutes[road.to] = minutes[place] + road.cost
                waiting.append(road.to)
    return None


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
