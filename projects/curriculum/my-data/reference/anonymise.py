"""anonymise.py K FILE: the people of a file, told so vaguely that each line fits at least K of them."""

import sys

from cutting import groups
from people import BadPeople, read, told


def main(arguments):
    try:
        number, path = arguments
        k, people = int(number), read(path)
    except (ValueError, OSError, BadPeople) as error:
        return _refused(2, error)
    if k < 1:
        return _refused(2, "nobody can hide among none")
    if 0 < len(people) < k:
        return _refused(1, f"{len(people)} people cannot hide among {k}")
    lines = [""] * len(people)
    for group in groups(people, k):
        line = told([people[place] for place in group])
        for place in group:
            lines[place] = line
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _refused(status, why):
    print(why, file=sys.stderr)
    return status


sys.exit(main(sys.argv[1:]))
