"""The people of the demo cohort: names, habits, and when each of them is there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from academy.people.models import User
from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.hours import moment
from academy.rehearsal.people import Population, draw
from projects.models import Team

AHEAD = 10  # days that are drawn beyond today, because people plan
PRESENCE = 0.95  # a full-time course: more than in the market's rehearsal


@dataclass
class Days:
    """When one person is at the academy, day by day from the first Monday."""

    first_day: datetime
    arrives: list[int]  # half hour of the day (see academy.rehearsal.hours)
    goes: list[int]  # equal to `arrives` when away

    def span(self, day: int) -> tuple[datetime, datetime] | None:
        """From when until when on this day; None when away."""
        if not 0 <= day < len(self.goes) or self.goes[day] <= self.arrives[day]:
            return None
        midnight = self.first_day + timedelta(days=day)
        return moment(midnight, self.arrives[day]), moment(midnight, self.goes[day])

    def day_of(self, now: datetime) -> int:
        return (now - self.first_day).days

    def is_here(self, now: datetime) -> bool:
        span = self.span(self.day_of(now))
        return span is not None and span[0] <= now < span[1]

    def after(self, start: datetime, hours: float) -> datetime | None:
        """When so many hours of presence have passed; None if that is beyond what is known."""
        for day in range(max(0, self.day_of(start)), len(self.goes)):
            span = self.span(day)
            if span is None or span[1] <= start:
                continue
            begins = max(start, span[0])
            there = (span[1] - begins).total_seconds() / 3600
            if hours <= there:
                return begins + timedelta(hours=hours)
            hours -= there
        return None


@dataclass(eq=False)
class Person:
    user: User
    days: Days
    pace: float  # how much faster than others they work
    skill: float  # chance that the grader passes what they close
    care: float  # from 0 to 1: how well they look at the work of others
    strictness: float  # what their marks lie below those of others, in points
    leaves_on: int  # day, beyond the end for those who stay
    track: str = ""
    passed: set[str] = field(default_factory=set)
    teams: dict[str, Team] = field(default_factory=dict)  # by project, whatever became of it
    busy_with: str = ""  # the project that they work on now
    frozen: bool = False
    gone: bool = False

    def __str__(self) -> str:
        return self.user.login


def population(count: int, days: int, rng: np.random.Generator) -> Population:
    return draw(Behaviour(people=count, days=days + AHEAD, quitters=0.12, presence=PRESENCE), rng)


def make(users: list[User], first_day: datetime, days: int, rng: np.random.Generator) -> list[Person]:
    """Fast ones, steady ones, slow ones; some leave, and some just do not come any more."""
    drawn, count = population(len(users), days, rng), len(users)
    vanish = np.where(rng.random(count) < 0.05, rng.integers(days // 3, days, count), days + 2 * AHEAD)
    skill, care = rng.beta(8, 3, count), rng.beta(6, 2, count)
    strictness = rng.normal(0, 7, count)
    return [
        Person(
            user=user,
            days=_days(drawn, number, first_day, int(vanish[number])),
            pace=float(drawn.pace[number]),
            skill=0.35 + 0.6 * float(skill[number]),
            care=float(care[number]),
            strictness=float(strictness[number]),
            leaves_on=int(drawn.leaves_on[number]),
        )
        for number, user in enumerate(users)
    ]


def _days(drawn: Population, number: int, first_day: datetime, vanishes_on: int) -> Days:
    arrives, goes = drawn.arrives[number].tolist(), drawn.goes[number].tolist()
    last = min(vanishes_on, int(drawn.leaves_on[number]))
    goes[last:] = arrives[last:]
    return Days(first_day, arrives, goes)
