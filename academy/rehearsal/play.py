"""One rehearsal from beginning to end, in a process and on a database of its own."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.db import transaction

from academy.notices.telling import to_nobody
from peer_review import known_rules, market_settings, matching
from peer_review.models import MarketSettings

from .behaviour import Behaviour
from .clock import clock
from .doors import Doors, FindEvaluators, PickATime
from .measures import Progress, Result
from .people import draw
from .questions import planned_once
from .stage import make_cohort, make_exercises, make_people
from .year import Year

FIRST_DAY = datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Seoul"))  # a Monday; no other date is anything special
PLAIN: dict[str, Any] = {
    # 42's rule: a point for an evaluation, five to begin with, and nothing that steers the market
    "credit_points": 0,
    "fine_points": 0,
    "soft_cap_points": 100,
    "soft_cap_return_percent": 0,
    "ceiling_points": 200,
    "dividend_heads_percent": 0,
    "burn_above_percent": 1000,
    "sale_from_percent": 0,
    "pledge_factor": 0,
    "pledge_factor_in_crunch": 0,
    "no_return_days": 0,
    "no_repeat_days": 0,
    "standby_percent": 0,
    "fallback_hours": 336,
    "relief_hours": 0,
    "asks_one_more": False,
    "cost_point_tenths": 0,
    "cost_load_tenths": 0,
    "cost_level_tenths": 0,
    "cost_recent_pair_tenths": 0,
}


@dataclass(frozen=True)
class Script:
    """What to rehearse: fields of the market settings that differ from their defaults, and the people."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    plain: bool = False  # teams look for a time themselves
    behaviour: Behaviour = field(default_factory=Behaviour)
    projects: int = 30
    seed: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Script":
        return cls(**{**data, "behaviour": Behaviour(**data.get("behaviour", {}))})


class _Over(Exception):
    """Ends the transaction of a rehearsal, so that nothing of it is kept."""


def play(script: Script, progress: Progress = lambda done, so_far: None, *, planned: bool = True) -> Result:
    """Live through the year. The database must be an empty one, and is empty again afterwards.

    Unless `planned`, Django makes the SQL of every single question: the same year, in three times the time.
    """
    began = time.perf_counter()
    found: list[Result] = []
    try:
        with clock(FIRST_DAY) as hands, _rehearsed(script.seed, planned=planned), transaction.atomic():
            found.append(_year(script, hands).run(progress))
            raise _Over
    except _Over:
        return replace(found[0], seconds=time.perf_counter() - began)


@contextmanager
def _rehearsed(seed: int, *, planned: bool) -> Iterator[None]:
    """Nobody changes the rules before the end, nobody reads the news, and chance is the seed's."""
    questions = planned_once() if planned else nullcontext()
    with known_rules.read_once(for_ever=True), to_nobody(), matching.repeatable(seed), questions:
        yield


def _year(script: Script, hands: Any) -> Year:
    behaviour, rng = script.behaviour, np.random.default_rng(script.seed)
    cohort = make_cohort(FIRST_DAY, days=behaviour.days, people=behaviour.people)
    rules = market_settings.settings_of(cohort)
    for name, value in script.settings.items():
        setattr(rules, MarketSettings._meta.get_field(name).name, value)
    rules.full_clean()
    rules.save()
    doors: Doors = PickATime() if script.plain else FindEvaluators()
    return Year(
        clock=hands,
        first_day=FIRST_DAY,
        cohort=cohort,
        people=make_people(cohort, behaviour.people),
        exercises=make_exercises(script.projects),
        population=draw(behaviour, rng),
        behaviour=behaviour,
        doors=doors,
        rng=rng,
    )
