"""Several evaluators for each attempt: one evaluator a round, until nobody can be helped."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from .chance import dice
from .problem import Ints, Pairs, Problem, Spans
from .solver import solve

FOR_EVER = 2**40
PART = 300  # needs that are matched together; a cohort has fewer

Placed = list[tuple[int, int]]  # needs with offers


def place(problem: Problem, wanted: Ints) -> Placed:
    """Who gets whom. No need gets a person twice, or two people at the same time.

    Chance decides between equals.
    """
    chance, left, free = dice(), wanted.copy(), np.ones(len(problem.offers), bool)
    placed: Placed = []
    while (left > 0).any() and free.any():
        pairs = _round(problem, np.flatnonzero(left > 0), np.flatnonzero(free), chance)
        if not pairs:
            break
        needs, offers = np.array(pairs).T
        left[needs] -= 1
        free[offers] = False
        placed += pairs
        problem = after(problem, pairs)
    return placed


def _round(problem: Problem, needs: Ints, free: Ints, chance: np.random.Generator) -> Placed:
    placed: Placed = []
    for rows, offers in _parts(problem, needs, free):
        # Smaller than 1 in sum: chance decides between equals, and never against a tenth of an hour.
        noise = chance.random((len(rows), len(offers))) / (len(rows) + 1)
        chosen = solve(problem.costs(rows, offers) + noise, problem.unmatched[rows].astype(float))
        helped = np.flatnonzero(chosen >= 0)
        placed += zip(rows[helped].tolist(), offers[chosen[helped]].tolist(), strict=True)
    return placed


def _parts(problem: Problem, needs: Ints, free: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Very many needs are dealt like cards into markets that are alike, each solved exactly.

    That costs 3 % against one market of 18,000 people, and grows with the people, not with their cube.
    """
    parts = -(-len(needs) // PART)
    by_age = needs[np.argsort(-problem.needs.age[needs], kind="stable")]
    for part in range(parts):
        rows, offers = by_age[part::parts], free[part::parts]
        if len(offers):
            yield rows, offers


def after(problem: Problem, pairs: Placed) -> Problem:
    """The same market once these pairs are promised."""
    offers, length = problem.offers, problem.length
    banned = [(need, int(offers.person[offer]), 0, FOR_EVER) for need, offer in pairs]
    busy = [
        (need, int(offers.start[offer]) - length + 1, int(offers.start[offer]) + length)
        for need, offer in pairs
    ]
    return replace(
        problem,
        banned=problem.banned.and_also(Pairs.of(banned)),
        busy=problem.busy.and_also(Spans.of(busy)),
        offers=replace(offers, work=offers.work + _more_work(offers.person, offers.day, pairs)),
        _index={name: problem._index[name] for name in ("recent",) if name in problem._index},
    )


def _more_work(person: Ints, day: Ints, pairs: Placed) -> Ints:
    """Per offer: how many of these pairs its person has on that day."""
    person_day = person * 2**20 + day
    known, count = np.unique(person_day[[offer for _need, offer in pairs]], return_counts=True)
    at = np.minimum(np.searchsorted(known, person_day), len(known) - 1)
    return np.where(known[at] == person_day, count[at], 0)
