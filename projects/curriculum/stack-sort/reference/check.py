"""Carries out the operations on standard input and says whether they sort the numbers of a file."""

import sys

from numbers_file import parse
from stacks import NAMES, Stacks


def main(arguments):
    if len(arguments) != 1:
        return complain("name the file of numbers")
    try:
        with open(arguments[0], encoding="utf-8") as file:
            stacks = Stacks(parse(file.read()))
    except (OSError, ValueError) as error:
        return complain(error)
    for line in sys.stdin:
        name = line.removesuffix("\n")
        if name not in NAMES:
            return complain(f"no such operation: {name!r}")
        stacks.do(name)
    print("sorted" if stacks.sorted else "not sorted")
    return 0 if stacks.sorted else 1


def complain(why):
    print(why, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
