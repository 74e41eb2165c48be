"""Quarter hours, counted since 1970 in UTC: the grain of the calendar.

A quarter is a plain integer, so that a time between two quarters cannot be stored, the next one is `+ 1`, and
two slots of one person are either the same row or do not overlap. Every time zone of today is a whole number
of quarters away from UTC.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

MINUTES = 15
LENGTH = timedelta(minutes=MINUTES)
SECONDS = MINUTES * 60


def at(moment: datetime) -> int:
    """The quarter in which `moment` lies."""
    return int(moment.timestamp() // SECONDS)


def first_from(moment: datetime) -> int:
    """The first quarter that begins at `moment` or later."""
    return -int(-moment.timestamp() // SECONDS)


def start(quarter: int) -> datetime:
    """When a quarter begins, in UTC."""
    return datetime.fromtimestamp(quarter * SECONDS, UTC)


def is_start(moment: datetime) -> bool:
    return start(at(moment)) == moment


def span(starts_at: datetime, minutes: int) -> range:
    """The quarters that `minutes` from `starts_at` take."""
    first = at(starts_at)
    return range(first, first + minutes // MINUTES)


def runs(quarters: Iterable[int]) -> list[range]:
    """Unbroken runs, earliest first: 3, 4, 5, 9 are two runs."""
    found: list[range] = []
    for quarter in sorted(set(quarters)):
        if found and found[-1].stop == quarter:
            found[-1] = range(found[-1].start, quarter + 1)
        else:
            found.append(range(quarter, quarter + 1))
    return found
