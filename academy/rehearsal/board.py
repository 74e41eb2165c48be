"""The free times of a half hour as all teams see them that look then; what somebody takes is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from academy.people.models import Cohort
from peer_review import booking, matching, quarters
from peer_review.models import Evaluation
from projects.models import Attempt


@dataclass
class Board:
    market: matching.Market
    free: NDArray[np.bool_]  # [team, offer]: what the rules allow and nobody has taken

    @classmethod
    def of(cls, attempts: Sequence[Attempt], cohort: Cohort) -> "Board":
        wants = [matching.Want(attempt) for attempt in attempts]
        within = booking.window(cohort, timezone.now())
        market = matching.look(cohort, wants, within=within, sliding=True)
        return cls(market, matching.possible(market))

    def starts(self, team: int) -> list[datetime]:
        """When an evaluation of this team can begin, earliest first."""
        offered = self.market.problem.offers.start
        return [quarters.start(int(start)) for start in np.unique(offered[self.free[team]])]

    def take(self, evaluation: Evaluation) -> None:
        """Somebody has booked: the evaluator has no other time that touches it."""
        offers, length = self.market.problem.offers, self.market.problem.length
        same = self.market.people[offers.person] == evaluation.evaluator_id
        near = np.abs(offers.start - quarters.at(evaluation.starts_at)) < length
        self.free[:, same & near] = False
