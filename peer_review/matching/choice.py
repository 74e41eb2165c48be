"""One attempt and one time: when it can be, who comes into question, and why this one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from academy.people.models import Cohort
from projects.models import Attempt

from ..models import Evaluation
from .chance import dice
from .market import Free, Market, Want, look
from .problem import IMPOSSIBLE


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the rules allow, and what speaks against them in tenths of an hour."""

    evaluator: int
    parts: dict[str, int]

    @property
    def cost(self) -> int:
        return sum(self.parts.values())


def starts(attempt: Attempt, cohort: Cohort, within: range) -> list[int]:
    """The quarters in which an evaluation of this attempt can begin. They do not tell with whom."""
    market = look(cohort, [Want(attempt)], within=within, sliding=True)
    return sorted({market.start(offer) for offer in np.flatnonzero(possible(market)[0]).tolist()})


def rank(
    attempt: Attempt,
    cohort: Cohort,
    span: range,
    *,
    free: Free | None = None,
    instead_of: Evaluation | None = None,
) -> list[Candidate]:
    """Everybody who can evaluate at this time, best first; chance decides between equals.

    `free` asks about these people's quarters instead of the opened slots; `instead_of` is an evaluation whose
    place is to be taken, so that its time counts as free.
    """
    wants = [Want(attempt)]
    market = look(cohort, wants, within=span, free=free, sliding=True, instead_of=instead_of)
    found = [
        Candidate(market.evaluator(offer), market.problem.parts(0, offer))
        for offer in np.flatnonzero(possible(market)[0]).tolist()
        if market.start(offer) == span.start
    ]
    chance = dice()
    return sorted(found, key=lambda candidate: (candidate.cost, chance.random()))


def compared(market: Market, need: int, offer: int, *, others: int) -> tuple[list[Candidate], int]:
    """Who got this need and the best of the others, each at their best time; and how many there were."""
    problem, everything = market.problem, np.arange(len(market.problem.offers))
    costs = problem.costs(np.array([need]), everything)[0]
    costs[offer] = -IMPOSSIBLE  # the chosen one comes first, also where somebody else would have been cheaper
    by_cost = np.argsort(costs, kind="stable")
    allowed = by_cost[costs[by_cost] < IMPOSSIBLE]
    first_of_each = np.sort(np.unique(problem.offers.person[allowed], return_index=True)[1])
    best = allowed[first_of_each]
    told = [Candidate(market.evaluator(one), problem.parts(need, one)) for one in best[: others + 1].tolist()]
    return told, len(best)


def possible(market: Market) -> NDArray[np.bool_]:
    """For each need and offer whether the rules allow it."""
    needs, offers = np.arange(len(market.wants)), np.arange(len(market.problem.offers))
    if not len(offers):
        return np.zeros((len(needs), 0), bool)
    return market.problem.costs(needs, offers) < IMPOSSIBLE
