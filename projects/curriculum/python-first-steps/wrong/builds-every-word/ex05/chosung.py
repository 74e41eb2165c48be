"""Search lines by the first consonants of their syllables."""

import sys
from itertools import product

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
PER_INITIAL = 21 * 28


def letters_for(wanted):
    """Everything that one letter of the query may stand for."""
    if wanted not in INITIALS:
        return [wanted.lower()]
    first = ord("가") + INITIALS.index(wanted) * PER_INITIAL
    return [wanted, *map(chr, range(first, first + PER_INITIAL))]


def line_matches(query, line):
    line = line.lower()
    return any("".join(word) in line for word in product(*map(letters_for, query)))


def main(arguments, lines):
    if len(arguments) != 1 or not arguments[0].strip():
        print("usage: chosung.py QUERY < lines", file=sys.stderr)
        return 2
    found = [line.rstrip("\n") for line in lines if line_matches(arguments[0], line.rstrip("\n"))]
    for line in found:
        print(line)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin))
