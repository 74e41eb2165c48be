"""The rules of cohorts as one act has read them: once, and not at every question.

An act is what `again.when_blocked` surrounds: a view, or a task for one row. Waiting for one's turn
(`ledger.lock`) forgets what was read, since staff may have changed it meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import MarketSettings


@dataclass
class Known:
    by_cohort: dict[int, "MarketSettings"] = field(default_factory=dict)
    for_ever: bool = False


_known: ContextVar[Known | None] = ContextVar("known_rules", default=None)


@contextmanager
def read_once(*, for_ever: bool = False) -> Iterator[None]:
    """Within this block the rules of a cohort are read once.

    `for_ever` says that nobody changes them before it ends, as in a rehearsal.
    """
    outer = _known.get()
    if outer and outer.for_ever:
        yield
        return
    token = _known.set(Known(for_ever=for_ever))
    try:
        yield
    finally:
        _known.reset(token)


def known() -> dict[int, "MarketSettings"]:
    """What this act has read so far; outside of an act nothing is kept."""
    act = _known.get()
    return {} if act is None else act.by_cohort


def forget() -> None:
    act = _known.get()
    if act and not act.for_ever:
        act.by_cohort.clear()
