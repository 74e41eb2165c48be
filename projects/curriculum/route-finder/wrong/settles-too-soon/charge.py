"""Bonus: the way that costs the least charge."""

import sys

from fastest import search
from roads import answer, complain, no_route, read_map, two_places


def main(arguments):
    roads = read_map(sys.stdin, lambda text: text.removeprefix("-").isdecimal())
    try:
        start, end = two_places(arguments, roads)
    except ValueError as error:
        return complain(error)
    found = search(roads, start, end)
    return answer(*found) if found else no_route()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
