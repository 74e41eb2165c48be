"""The way with the fewest roads."""

import sys

from roads import answer, complain, from_input, no_route, two_places


def search(roads, place, end, seen):
    if place == end:
        return [place]
    seen.add(place)
    for road in roads[place]:
        if road.to not in seen:
            rest = search(roads, road.to, end, seen)
            if rest:
                return [place, *rest]
    return None


def main(arguments):
    roads = from_input()
    try:
        start, end = two_places(arguments, roads)
    except ValueError as error:
        return complain(error)
    way = search(roads, start, end, set())
    return answer(len(way) - 1, way) if way else no_route()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
