"""The market at one moment as plain numbers. Knows neither Django nor a database.

*Needs* (rows) are attempts that look for an evaluator, *offers* (columns) are times at which somebody is
ready. Times are quarters (see peer_review.quarters), costs tenths of an hour.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .rules import Rules

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
IMPOSSIBLE = 10**6


@dataclass(frozen=True)
class Pairs:
    """For `need` and `person`, all offers that start within [since, until)."""

    need: Ints
    person: Ints
    since: Ints
    until: Ints

    @classmethod
    def of(cls, rows: list[tuple[int, int, int, int]]) -> "Pairs":
        table = np.array(rows, np.int64).reshape(-1, 4)
        return cls(*table.T)

    def and_also(self, other: "Pairs") -> "Pairs":
        ours, theirs = vars(self), vars(other)
        return Pairs(**{name: np.concatenate([ours[name], theirs[name]]) for name in ours})


@dataclass(frozen=True)
class Spans:
    """For `need`, all offers of anybody that start within [since, until): its team is elsewhere."""

    need: Ints
    since: Ints
    until: Ints

    @classmethod
    def of(cls, rows: list[tuple[int, int, int]]) -> "Spans":
        table = np.array(rows, np.int64).reshape(-1, 3)
        return cls(*table.T)

    def and_also(self, other: "Spans") -> "Spans":
        ours, theirs = vars(self), vars(other)
        return Spans(**{name: np.concatenate([ours[name], theirs[name]]) for name in ours})


@dataclass(frozen=True)
class Needs:
    age: Floats  # hours since the work was handed in
    circle: Ints  # of the project
    rule: Ints  # row of People.admitted
    opens: Ints  # quarters of the day, local: the team comes from here …
    closes: Ints  # … to here

    def __len__(self) -> int:
        return len(self.age)


@dataclass(frozen=True)
class People:
    wealth: Ints  # points minus debts
    rank: Ints  # the circle in which they work
    admitted: NDArray[np.bool_]  # [rule, person]: started it, validated it, has the level


@dataclass(frozen=True)
class Offers:
    """Sorted by start."""

    person: Ints
    start: Ints
    wait: Ints  # tenths of an hour from now, nights weighed
    day: Ints  # local date as a number
    clock: Ints  # quarter of the local day
    work: Ints  # evaluations that the person gives on that day already

    def __len__(self) -> int:
        return len(self.person)


def all_day(count: int) -> tuple[Ints, Ints]:
    return np.zeros(count, np.int64), np.full(count, 96, np.int64)


@dataclass(frozen=True)
class Problem:
    needs: Needs
    offers: Offers
    people: People
    rules: Rules
    length: int  # quarters of one evaluation
    banned: Pairs  # the rules forbid these two
    recent: Pairs  # these two have met lately
    busy: Spans
    _index: dict[str, tuple[Ints, Ints]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def growth(self) -> Floats:
        """How much an hour of waiting weighs for each need."""
        return 1.0 + self.needs.age / self.rules.patience

    @cached_property
    def unmatched(self) -> Ints:
        """What it costs to leave each need without anybody."""
        return (self.rules.unmatched + 10 * self.needs.age).astype(np.int64)

    @cached_property
    def points(self) -> Ints:
        """Per offer: what its person's points cost."""
        wealth = np.minimum(self.people.wealth, self.rules.most_points)
        return self.rules.per_point * wealth[self.offers.person]

    @cached_property
    def work(self) -> Ints:
        return self.rules.per_evaluation * self.offers.work

    @cached_property
    def ranks(self) -> Ints:
        return self.people.rank[self.offers.person]

    @cached_property
    def _of_person(self) -> tuple[Ints, Ints]:
        """Offers by person, as (order, pointers)."""
        order = np.argsort(self.offers.person, kind="stable")
        count = np.bincount(self.offers.person, minlength=len(self.people.rank))
        return order, np.concatenate([[0], np.cumsum(count)])

    def _expand(self, name: str, pairs: Pairs) -> tuple[Ints, Ints]:
        """The pairs as (pointers per need, offers)."""
        if name not in self._index:
            order, pointers = self._of_person
            count = pointers[pairs.person + 1] - pointers[pairs.person]
            which = np.repeat(np.arange(len(count)), count)
            within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
            offer = order[pointers[pairs.person][which] + within]
            start = self.offers.start[offer]
            keep = (start >= pairs.since[which]) & (start < pairs.until[which])
            need, offer = pairs.need[which][keep], offer[keep]
            by_need = np.argsort(need, kind="stable")
            pointers = np.concatenate([[0], np.cumsum(np.bincount(need, minlength=len(self.needs)))])
            self._index[name] = pointers, offer[by_need]
        return self._index[name]

    def costs(self, needs: Ints, offers: Ints) -> NDArray[np.int32]:
        """What each of these (rising) offers costs each of these needs; IMPOSSIBLE where the rules say no."""
        person, rank, circle = self.offers.person[offers], self.ranks[offers], self.needs.circle[needs, None]
        cost = (self.offers.wait[offers] * self.growth[needs, None]).astype(np.int32)
        cost += (self.points[offers] + self.work[offers]).astype(np.int32)
        cost += (self.rules.per_level * np.maximum(0, circle + 1 - rank)).astype(np.int32)
        cost[rank < circle - self.rules.rank_gap] = IMPOSSIBLE
        if not self.people.admitted.all():
            cost[~self.people.admitted[self.needs.rule[needs][:, None], person]] = IMPOSSIBLE
        self._keep_hours(cost, needs, offers)
        self._mark_pairs(cost, needs, offers)
        return cost

    def _keep_hours(self, cost: NDArray[np.int32], needs: Ints, offers: Ints) -> None:
        """Not outside the hours of the team, not while it is elsewhere."""
        opens, closes = self.needs.opens[needs, None], self.needs.closes[needs, None]
        if opens.any() or (closes < 96).any():
            clock = self.offers.clock[offers]
            cost[(clock < opens) | (clock + self.length > closes)] = IMPOSSIBLE
        if not len(self.busy.need):
            return
        start = self.offers.start[offers]
        for row, need in enumerate(needs):
            for since, until in self._busy_spans.get(int(need), ()):
                cost[row, (start >= since) & (start < until)] = IMPOSSIBLE

    @cached_property
    def _busy_spans(self) -> dict[int, list[tuple[int, int]]]:
        spans: dict[int, list[tuple[int, int]]] = {}
        for need, since, until in zip(*(part.tolist() for part in vars(self.busy).values()), strict=True):
            spans.setdefault(need, []).append((since, until))
        return spans

    def _mark_pairs(self, cost: NDArray[np.int32], needs: Ints, offers: Ints) -> None:
        row, place = self._places("recent", self.recent, needs, offers)
        cost[row, place] += self.rules.recent_pair
        row, place = self._places("banned", self.banned, needs, offers)
        cost[row, place] = IMPOSSIBLE

    def _places(self, name: str, pairs: Pairs, needs: Ints, offers: Ints) -> tuple[Ints, Ints]:
        """Where these pairs lie in a cost matrix of `needs` and (rising) `offers`."""
        pointers, every = self._expand(name, pairs)
        count = pointers[needs + 1] - pointers[needs]
        row = np.repeat(np.arange(len(needs)), count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        offer = every[pointers[needs][row] + within]
        place = np.minimum(np.searchsorted(offers, offer), len(offers) - 1)
        found = offers[place] == offer
        return row[found], place[found]

    def parts(self, need: int, offer: int) -> dict[str, int]:
        """Why this offer costs this need what it costs."""
        below = max(0, int(self.needs.circle[need]) + 1 - int(self.ranks[offer]))
        return {
            "waiting": int(self.offers.wait[offer] * self.growth[need]),
            "points": int(self.points[offer]),
            "work": int(self.work[offer]),
            "level": self.rules.per_level * below,
            "pair": self.rules.recent_pair if self._is_recent(need, offer) else 0,
        }

    def _is_recent(self, need: int, offer: int) -> bool:
        return len(self._places("recent", self.recent, np.array([need]), np.array([offer]))[0]) > 0
