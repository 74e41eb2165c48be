"""How much evaluators are wanted: what could move somebody to offer time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from academy.people.models import Cohort, User

from . import quarters
from .models import Slot, Waiting

AHEAD = timedelta(days=3)


@dataclass(frozen=True)
class Demand:
    """Teams of others that wait for an evaluator, and the day soon on which least time is offered."""

    teams: int
    day: date | None = None


def of(user: User, cohort: Cohort | None, now: datetime) -> Demand:
    """In two queries for any number of teams and of slots."""
    if cohort is None:
        return Demand(0)
    waiting = Waiting.objects.filter(cohort=cohort, state=Waiting.State.WAITING)
    teams = waiting.exclude(attempt__team__memberships__user=user).count()
    return Demand(teams, _scarce_day(cohort, now))


def _scarce_day(cohort: Cohort, now: datetime) -> date:
    soon = range(quarters.at(now), quarters.at(now + AHEAD + timedelta(days=1)))
    free = Slot.objects.filter(
        evaluation=None, quarter__gte=soon[0], quarter__lte=soon[-1], evaluator__enrolments__cohort=cohort
    )
    offered = Counter(
        quarters.start(quarter).astimezone(cohort.zone).date()
        for quarter in free.order_by().values_list("quarter", flat=True)
    )
    today = now.astimezone(cohort.zone).date()
    days = [today + timedelta(days=number) for number in range(1, AHEAD.days + 1)]
    return min(days, key=lambda day: offered[day])
