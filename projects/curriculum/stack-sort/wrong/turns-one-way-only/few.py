"""Sorts a few numbers like many."""

from many import short

FEW = 5


def shortest(ranks):
    return [] if ranks == sorted(ranks) else short(ranks)
