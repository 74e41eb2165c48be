"""Free time as offers: unbroken quarters of each person, cut into evaluations."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from .. import quarters
from .problem import Ints

PER_DAY = 96


def cut(free: Iterable[tuple[int, int]], length: int, *, sliding: bool) -> tuple[Ints, Ints]:
    """People and starts of the evaluations of `length` quarters that fit into (person, quarter) pairs.

    Laid end to end from the beginning of each run; or, `sliding`, every start that there is.
    """
    table = np.array(list(free), np.int64).reshape(-1, 2)
    person, quarter = table[np.lexsort((table[:, 1], table[:, 0]))].T
    begins = np.ones(len(table), bool)
    begins[1:] = (np.diff(person) != 0) | (np.diff(quarter) != 1)
    run = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)
    size = np.diff(np.append(first, len(table)))
    position = np.arange(len(table)) - first[run] if len(table) else run
    fits = position + length <= size[run] if len(table) else begins
    keep = fits if sliding else fits & (position % length == 0)
    order = np.argsort(quarter[keep], kind="stable")
    return person[keep][order], quarter[keep][order]


def local(quarter: Ints, zone: ZoneInfo) -> tuple[Ints, Ints]:
    """The local day, as a number, and the quarter of that day."""
    there = quarter + _offset(quarter, zone)
    return there // PER_DAY, there % PER_DAY


def _offset(quarter: Ints, zone: ZoneInfo) -> Ints:
    """Quarters by which local clocks are ahead of UTC: asked once a day while they do not change."""
    if not len(quarter):
        return quarter
    daily = {_ahead(q, zone) for q in range(int(quarter.min()), int(quarter.max()) + PER_DAY, PER_DAY)}
    if len(daily) == 1:
        return np.full(len(quarter), daily.pop(), np.int64)
    distinct, back = np.unique(quarter, return_inverse=True)
    return np.array([_ahead(int(q), zone) for q in distinct], np.int64)[back]


def _ahead(quarter: int, zone: ZoneInfo) -> int:
    offset = quarters.start(quarter).astimezone(zone).utcoffset()
    return int(offset.total_seconds() // quarters.SECONDS) if offset else 0


def waiting(quarter: Ints, day: Ints, now: datetime, zone: ZoneInfo, *, night: int) -> Ints:
    """Tenths of an hour until these quarters; each night on the way weighs `night` more."""
    today = local(np.array([quarters.at(now)]), zone)[0]
    clock = (quarter * quarters.SECONDS - int(now.timestamp())) // (3600 // 10)
    return np.asarray(clock + night * np.maximum(0, day - today), np.int64)
