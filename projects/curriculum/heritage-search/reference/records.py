"""Reading of the files, and the pieces of a text that are compared."""

import csv
import re
from itertools import pairwise

LENGTH = 10  # of an answer
LETTERS = re.compile(r"[가-힣0-9]+")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pieces(text):
    """Single syllables and pairs of them; spaces do not part them, since many are forgotten."""
    letters = "".join(LETTERS.findall(text))
    return [*letters, *(one + two for one, two in pairwise(letters))]
