"""When somebody is used to offer time."""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from academy.people.models import User

from . import quarters
from .models import Presence, Slot

REMEMBERED = timedelta(weeks=4)
DAY = range(9, 21)  # hours that suit people of whom nothing is known


def usual_times(user: User, *, window: range, length: int, count: int, zone: ZoneInfo) -> list[range]:
    """Up to `count` runs of `length` quarters within `window` in which the person is free, most usual first.

    They come back in the order of time and do not touch what is offered or promised already.
    """
    taken = _taken(user, window)
    known = _habit(user, zone)
    starts = [first for first in window if first + length <= window.stop]
    scored = sorted(starts, key=lambda first: (-_score(range(first, first + length), known, zone), first))
    found: list[range] = []
    for first in scored:
        run = range(first, first + length)
        if len(found) < count and taken.isdisjoint(run):
            found.append(run)
            taken.update(run)
    return sorted(found, key=lambda run: run.start)


def _taken(user: User, window: range) -> set[int]:
    within = {"quarter__gte": window.start, "quarter__lt": window.stop}
    offered = Slot.objects.filter(evaluator=user, **within).values_list("quarter", flat=True)
    return {*offered, *Presence.objects.filter(user=user, **within).values_list("quarter", flat=True)}


def _habit(user: User, zone: ZoneInfo) -> Counter[tuple[int, int]]:
    """How often the person offered each quarter of the day lately, by weekday and (as weekday -1) on any."""
    now = timezone.now()
    past = Slot.objects.filter(
        evaluator=user, quarter__gte=quarters.at(now - REMEMBERED), quarter__lt=quarters.at(now)
    )
    known = Counter[tuple[int, int]]()
    for quarter in past.values_list("quarter", flat=True):
        weekday, of_day = _place(quarter, zone)
        known[weekday, of_day] += 2
        known[-1, of_day] += 1
    return known


def _score(run: range, known: Counter[tuple[int, int]], zone: ZoneInfo) -> int:
    score = 0
    for quarter in run:
        weekday, of_day = _place(quarter, zone)
        by_day = of_day // 4 in DAY
        score += 10 * (known[weekday, of_day] + known[-1, of_day]) + 4 * by_day + (weekday < 5 and by_day)
    return score


def _place(quarter: int, zone: ZoneInfo) -> tuple[int, int]:
    """Weekday and quarter of the day in the zone."""
    local = quarters.start(quarter).astimezone(zone)
    return local.weekday(), local.hour * 4 + local.minute // quarters.MINUTES
