"""Prints operations that sort the numbers on standard input, bit by bit."""

import sys

from numbers_file import parse


def operations(numbers):
    order = {number: rank for rank, number in enumerate(sorted(numbers))}
    a, b, names = [order[number] for number in numbers], [], []
    if a == sorted(a):
        return []
    for bit in range((len(a) - 1).bit_length()):
        for _ in range(len(a)):
            if a[0] >> bit & 1:
                a.append(a.pop(0))
                names.append("ra")
            else:
                b.append(a.pop(0))
                names.append("pb")
        while b:
            a.insert(0, b.pop())
            names.append("pa")
    return names


def main():
    try:
        numbers = parse(sys.stdin.read())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for name in operations(numbers):
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
