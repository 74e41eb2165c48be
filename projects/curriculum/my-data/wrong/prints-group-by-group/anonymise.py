"""anonymise.py K FILE: the people of a file, told so vaguely that each line fits at least K of them."""

import sys

from cutting import groups
from people import BadPeople, read, told


def main(arguments):
    if len(arguments) != 2 or not arguments[0].isascii() or not arguments[0].isdigit() or int(arguments[0]) < 1:
        return _refused(2, "usage: anonymise.py K FILE")
    k = int(arguments[0])
    try:
        people = read(arguments[1])
    except (OSError, BadPeople) as error:
        return _refused(2, error)
    if 0 < len(people) < k:
        return _refused(1, f"{len(people)} people cannot hide among {k}")
    lines = []
    for group in groups(people, k):
        line = told([people[place] for place in group])
        lines += [line] * len(group)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _refused(status, why):
    print(why, file=sys.stderr)
    return status


sys.exit(main(sys.argv[1:]))
