"""Bonus: the way that costs the least charge, where going downhill gives some back (Bellman and Ford)."""

import sys

from roads import answer, complain, from_input, no_route, two_places, way_back


def whole(text):
    """Whether it is a whole number, with or without a minus."""
    return text.removeprefix("-").isdecimal()


def reachable(following, start):
    """All places to which `following` leads from the start."""
    met, waiting = {start}, [start]
    while waiting:
        for place in following[waiting.pop()]:
            if place not in met:
                met.add(place)
                waiting.append(place)
    return met


def between(roads, start, end):
    """The roads (from, to, cost) that some way from start to end can use."""
    onwards = {place: [road.to for road in roads[place]] for place in roads}
    backwards = {place: [] for place in roads}
    for place, following in onwards.items():
        for to in following:
            backwards[to].append(place)
    useful = reachable(onwards, start) & reachable(backwards, end)
    return [(p, road.to, road.cost) for p in useful for road in roads[p] if road.to in useful]


def search(roads, start, end):
    """Charge and places of the cheapest way; None without a way. Raises ValueError if there is no cheapest."""
    edges = between(roads, start, end)
    if start != end and not edges:
        return None
    charge, came_from = {start: 0}, {start: None}
    for _ in range(len({place for place, _, _ in edges}) + 1):
        changed = False
        for place, to, cost in edges:
            if place in charge and (to not in charge or charge[place] + cost < charge[to]):
                charge[to], came_from[to], changed = charge[place] + cost, place, True
        if not changed:
            return charge[end], way_back(came_from, end)
    raise ValueError("a circle gives back more than it costs")


def main(arguments):
    roads = from_input(whole)
    try:
        start, end = two_places(arguments, roads)
    except ValueError as error:
        return complain(error)
    try:
        found = search(roads, start, end)
    except ValueError:
        print("endless")
        return 1
    return answer(*found) if found else no_route()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
