"""Who does something far more often than others: a binomial test with a known number of false alarms."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

ALARM = 0.01  # of innocent evaluators
FEWEST = 5  # evaluations


@dataclass(frozen=True)
class Often:
    user: int
    times: int
    of: int
    chance: float  # that somebody who does it as often as all others would get so many


@dataclass(frozen=True)
class Found:
    flagged: list[Often]
    tested: int
    usual: float  # share among all evaluations

    @property
    def expected_false(self) -> float:
        return ALARM * self.tested


def unusual(counts: Iterable[tuple[int, int, int]]) -> Found:
    """`counts` are (user, times, of how many). Each is compared with the share of everybody."""
    rows = list(counts)
    total = sum(of for _user, _times, of in rows)
    usual = sum(times for _user, times, _of in rows) / total if total else 0.0
    tested = [Often(user, times, of, at_least(times, of, usual)) for user, times, of in rows if of >= FEWEST]
    flagged = sorted((one for one in tested if one.chance < ALARM), key=lambda one: one.chance)
    return Found(flagged, len(tested), usual)


def at_least(times: int, of: int, share: float) -> float:
    """The chance of so many or more out of `of`."""
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(times, of + 1))
