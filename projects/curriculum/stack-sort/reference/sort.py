"""Prints operations that sort the numbers on standard input."""

import sys

from few import FEW, shortest
from many import short
from numbers_file import parse


def operations(numbers):
    """The names of operations that sort the numbers, none of which may come twice."""
    order = {number: rank for rank, number in enumerate(sorted(numbers))}
    ranks = [order[number] for number in numbers]
    return shortest(ranks) if len(ranks) <= FEW else short(ranks)


def main():
    try:
        numbers = parse(sys.stdin.read())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for name in operations(numbers):
        print(name)


if __name__ == "__main__":
    sys.exit(main())
