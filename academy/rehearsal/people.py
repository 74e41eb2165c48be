"""A year's people, drawn from a seed: when they are there, how fast they work, when they offer time."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from .behaviour import Behaviour
from .hours import DAY

SPARE_DAYS = 4  # drawn beyond the end, because people look ahead


class Kind(IntEnum):
    ORDINARY = 0
    HOARDER = 1
    ALTRUIST = 2
    MINIMAL = 3


@dataclass
class Population:
    kind: NDArray[np.int64]
    content_at: NDArray[np.float64]  # points from which this person rarely offers time
    zeal: NDArray[np.float64]  # how much more often than others they offer
    pace: NDArray[np.float64]  # how much faster than others they work
    leaves_on: NDArray[np.int64]  # day; beyond the end for those who stay
    arrives: NDArray[np.int64]  # person × day: half hour of the day, equal to `goes` when away
    goes: NDArray[np.int64]

    def here(self, tick: int) -> NDArray[np.bool_]:
        day, half = divmod(tick, DAY)
        return (self.arrives[:, day] <= half) & (half < self.goes[:, day])

    def is_here(self, person: int, tick: int) -> bool:
        day, half = divmod(tick, DAY)
        return bool(self.arrives[person, day] <= half < self.goes[person, day])


def draw(behaviour: Behaviour, rng: np.random.Generator) -> Population:
    n, days = behaviour.people, behaviour.days
    kind = _kinds(behaviour, rng)
    content = rng.integers(behaviour.content_from, behaviour.content_to + 1, n).astype(float)
    content[(kind == Kind.HOARDER) | (kind == Kind.ALTRUIST)] = np.inf
    content[kind == Kind.MINIMAL] = 1
    zeal = np.where(kind == Kind.HOARDER, 1.6, 1.0) * rng.lognormal(0, 0.35, n)
    pace = rng.lognormal(0, 0.30, n)
    quits = rng.random(n) < behaviour.quitters
    leaves_on = np.where(quits, rng.integers(min(14, days - 1), days, n), days + SPARE_DAYS)
    arrives, goes = _presence(behaviour, leaves_on, rng)
    return Population(kind, content, zeal, pace, leaves_on, arrives, goes)


def _kinds(behaviour: Behaviour, rng: np.random.Generator) -> NDArray[np.int64]:
    shares = np.cumsum([behaviour.hoarders, behaviour.altruists, behaviour.minimal])
    drawn = rng.random(behaviour.people)
    kinds = [Kind.HOARDER, Kind.ALTRUIST, Kind.MINIMAL]
    return np.select([drawn < share for share in shares], kinds, Kind.ORDINARY).astype(np.int64)


def _presence(
    behaviour: Behaviour, leaves_on: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Everybody has a habit (when the day begins, how long it lasts) and strays from it a little."""
    n, days = behaviour.people, behaviour.days + SPARE_DAYS
    begins, lasts = rng.normal(3.0, 2.4, n), rng.normal(14, 3, n).clip(6, 22)
    diligence = rng.beta(8, 2, n) * behaviour.presence / 0.8
    arrives, goes = np.zeros((n, days), np.int64), np.zeros((n, days), np.int64)
    for day in range(days):
        chance = np.minimum(diligence, 0.98) if day % 7 < 5 else np.minimum(diligence * 0.22, 0.5)
        there = (rng.random(n) < chance) & (day < leaves_on)
        first = np.clip(np.round(begins + rng.normal(0, 1.5, n)), 0, DAY - 6).astype(np.int64)
        last = np.clip(first + np.round(lasts + rng.normal(0, 2, n)).astype(np.int64), first + 3, DAY)
        arrives[:, day] = np.where(there, first, 0)
        goes[:, day] = np.where(there, last, 0)
    return arrives, goes
