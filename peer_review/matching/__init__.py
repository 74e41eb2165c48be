"""Who may evaluate an attempt, who is free, and who is asked first.

    rules       the numbers
    market      a cohort as it is now, as numbers: offers, people, pairs (quarter_of: times as numbers)
    problem     what a pair costs            (no database from here on)
    solver      the cheapest assignment
    rounds      several evaluators for each attempt
    choice      one attempt at one time
    chance      between equals

Both doors, 'pick a time' and 'find me evaluators', ask the same `Problem`, so there is one rule set.
"""

from .chance import repeatable
from .choice import Candidate, compared, possible, rank, starts
from .market import Market, Want, look
from .rounds import Placed, place

__all__ = [
    "Candidate",
    "Market",
    "Placed",
    "Want",
    "compared",
    "look",
    "place",
    "possible",
    "rank",
    "repeatable",
    "starts",
]
