"""What a rehearsed year looked like, in the numbers that the rules are judged by."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from .hours import without_weekends

LONG_WAIT = 72.0  # hours after which an attempt counts as starved
RECENT_PAIR, RECENT_FAVOUR = 60 * 24.0, 30 * 24.0  # hours


def gini(values: ArrayLike) -> float:
    """0 when all have the same, 1 when one has everything."""
    sorted_values = np.sort(np.asarray(values, float))
    total, count = sorted_values.sum(), len(sorted_values)
    if count == 0 or total <= 0:
        return 0.0
    weights = 2 * np.arange(1, count + 1) - count - 1
    return float(weights.dot(sorted_values) / (count * total))


SoFar = tuple[int, float, float]  # attempts that got all their evaluations, median and 95 of 100 in hours
Progress = Callable[[float, SoFar], None]  # share done


@dataclass(frozen=True)
class Wait:
    """How long an attempt waited for all its evaluations, in hours; working hours leave weekends out."""

    hours: float
    working: float


@dataclass
class Record:
    """What is noted down while the year runs."""

    waits: list[Wait] = field(default_factory=list)
    met: dict[tuple[int, int], float] = field(default_factory=dict)  # (evaluator, evaluated) → hour
    evaluations: int = 0
    repeated: float = 0.0
    returned: float = 0.0
    load: Counter[int] = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)  # hours from a missed evaluation to its replacement
    misses: int = 0
    finished: Counter[int] = field(default_factory=Counter)  # projects per person
    points: list[tuple[float, float, float]] = field(
        default_factory=list
    )  # weekly: per head, Gini, share with none

    def waited(self, since: float, until: float) -> None:
        working = without_weekends(until) - without_weekends(since)
        self.waits.append(Wait(until - since, working))

    def evaluated(self, evaluator: int, members: list[int], at: float) -> None:
        self.evaluations += 1
        self.load[evaluator] += 1
        for member in members:
            if at - self.met.get((evaluator, member), -np.inf) < RECENT_PAIR:
                self.repeated += 1 / len(members)
            if at - self.met.get((member, evaluator), -np.inf) < RECENT_FAVOUR:
                self.returned += 1 / len(members)
            self.met[evaluator, member] = at

    def so_far(self) -> "SoFar":
        hours = [wait.working for wait in self.waits] or [0.0]
        return len(self.waits), float(np.median(hours)), float(np.percentile(hours, 95))

    def purses(self, balances: list[int]) -> None:
        if balances:
            none = sum(1 for balance in balances if balance == 0) / len(balances)
            self.points.append((float(np.mean(balances)), gini(balances), none))


@dataclass(frozen=True)
class Result:
    """Hours, shares and counts; `working_…` leaves Saturdays and Sundays out."""

    attempts: int
    evaluations: int
    wait_median: float
    wait_p95: float
    starved: float
    working_median: float
    working_p95: float
    working_starved: float
    points_gini: float
    points_none: float
    points_by_week: list[float]
    gini_by_week: list[float]
    load_gini: float
    pairs_repeated: float
    favours_returned: float
    recovery_median: float
    recovered_in_the_hour: float
    misses: int
    projects_mean: float
    projects_p10: float
    waits: list[float]  # working hours of every attempt, for the curve
    seconds: float = 0.0

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def result(record: Record, *, still_waiting: list[Wait], people: list[int], attempts: int) -> Result:
    """Attempts that are still waiting count as starved once they have waited long."""
    late = [wait for wait in still_waiting if wait.hours > LONG_WAIT]
    hours = np.array([wait.hours for wait in record.waits] or [0.0])
    working = np.array([wait.working for wait in record.waits] or [0.0])
    finished = [record.finished[person] for person in people]
    weeks = record.points[4:] or record.points or [(0.0, 0.0, 0.0)]
    recoveries = np.array(record.recoveries or [0.0])
    return Result(
        attempts=attempts,
        evaluations=record.evaluations,
        wait_median=float(np.median(hours)),
        wait_p95=float(np.percentile(hours, 95)),
        starved=_share_above(LONG_WAIT, [*hours, *(wait.hours for wait in late)]),
        working_median=float(np.median(working)),
        working_p95=float(np.percentile(working, 95)),
        working_starved=_share_above(LONG_WAIT, [*working, *(wait.working for wait in late)]),
        points_gini=float(np.mean([week[1] for week in weeks])),
        points_none=float(np.mean([week[2] for week in weeks])),
        points_by_week=[round(week[0], 2) for week in record.points],
        gini_by_week=[round(week[1], 3) for week in record.points],
        load_gini=gini([record.load[person] for person in people]),
        pairs_repeated=record.repeated / max(1, record.evaluations),
        favours_returned=record.returned / max(1, record.evaluations),
        recovery_median=float(np.median(recoveries)),
        recovered_in_the_hour=float((recoveries <= 1.0).mean()),
        misses=record.misses,
        projects_mean=float(np.mean(finished or [0])),
        projects_p10=float(np.percentile(finished or [0], 10)),
        waits=sorted(round(float(hour), 2) for hour in working),
    )


def _share_above(limit: float, values: list[float]) -> float:
    return float((np.array(values) > limit).mean())
