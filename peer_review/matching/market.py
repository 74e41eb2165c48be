"""The market of a cohort as it is now: rows turned into a Problem, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from django.utils import timezone

from academy.people.models import Cohort, Enrolment
from projects.models import Attempt, Membership, Project

from .. import quarters
from ..models import Evaluation, Presence, Slot
from .offers import PER_DAY, cut, local, waiting
from .pairs import Teams, needs_of, pairs_of
from .people import people_of
from .problem import Ints, Needs, Offers, Problem, Spans
from .quarter_of import QuarterOf
from .rules import Rules, rules_of

Free = Iterable[tuple[int, int]]  # people with quarters


@dataclass(frozen=True)
class Want:
    """An attempt that looks for evaluators, when of the local day its team comes, and on which days not."""

    attempt: Attempt
    opens: int = 0
    closes: int = PER_DAY
    away: Collection[date] = ()


@dataclass(frozen=True)
class Market:
    """`wants` and `people` are the rows that the numbers of `problem` stand for; `teams` have members."""

    wants: Sequence[Want]
    people: Ints
    problem: Problem
    teams: Teams

    def evaluator(self, offer: int) -> int:
        return int(self.people[self.problem.offers.person[offer]])

    def start(self, offer: int) -> int:
        return int(self.problem.offers.start[offer])

    def span(self, offer: int) -> range:
        """The quarters that an evaluation at this offer takes."""
        return range(self.start(offer), self.start(offer) + self.problem.length)


def free_quarters(cohort: Cohort, within: range) -> list[tuple[int, int]]:
    """Quarters that active people offer and have not promised otherwise."""
    rows = Slot.objects.filter(
        quarter__range=(within.start, within.stop - 1),
        evaluation__isnull=True,
        evaluator__is_active=True,
        evaluator__enrolments__cohort=cohort,
        evaluator__enrolments__state=Enrolment.State.ACTIVE,
    )
    return list(rows.order_by().values_list("evaluator", "quarter"))


def look(
    cohort: Cohort,
    wants: Sequence[Want],
    *,
    within: range,
    free: Free | None = None,
    sliding: bool = False,
    instead_of: Evaluation | None = None,
) -> Market:
    """The market for these wants, whose evaluations all take equally long.

    `free` is who is ready when, if it is not who has opened slots. `sliding` looks at every start, and not
    only at those that leave no gaps.
    """
    rules, now = rules_of(cohort), timezone.now()
    length = wants[0].attempt.team.project.evaluation_minutes // quarters.MINUTES
    busy = _busy(within, instead_of)
    offered = free_quarters(cohort, within) if free is None else free
    ready = (pair for pair in offered if pair not in busy)
    who, start = cut(ready, length, sliding=sliding)
    people, person = np.unique(who, return_inverse=True)
    teams = _teams(wants)
    offers = _offers(cohort, people, person, start, rules, now)
    attempts = [want.attempt for want in wants]
    banned, recent = pairs_of(attempts, teams, people, rules, now)
    problem = Problem(
        _needs(wants, now),
        offers,
        people_of(cohort, _projects(wants), people),
        rules,
        length,
        banned=banned,
        recent=recent,
        busy=Spans.of(_elsewhere(attempts, teams, busy, length) + _away(wants, cohort)),
    )
    return Market(wants, people, problem, teams)


def _busy(within: range, instead_of: Evaluation | None) -> set[tuple[int, int]]:
    rows = Presence.objects.filter(quarter__range=(within.start, within.stop - 1))
    if instead_of:
        rows = rows.exclude(evaluation=instead_of)
    return set(rows.order_by().values_list("user", "quarter"))


def _teams(wants: Sequence[Want]) -> Teams:
    """The members of each team."""
    members: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(team__in={want.attempt.team_id for want in wants})
    for team, user in rows.order_by().values_list("team", "user"):
        members[team].add(user)
    return members


def _needs(wants: Sequence[Want], now: datetime) -> Needs:
    rules = {project: row for row, project in enumerate(_projects(wants))}
    ages = [(now - (want.attempt.closed_at or now)) / timedelta(hours=1) for want in wants]
    return Needs(
        np.maximum(0.0, np.array(ages, float)),
        np.array([want.attempt.team.project.circle for want in wants], np.int64),
        np.array([rules[want.attempt.team.project] for want in wants], np.int64),
        np.array([want.opens for want in wants], np.int64),
        np.array([want.closes for want in wants], np.int64),
    )


def _projects(wants: Sequence[Want]) -> list[Project]:
    return sorted({want.attempt.team.project for want in wants}, key=lambda project: project.pk)


def _offers(cohort: Cohort, people: Ints, person: Ints, start: Ints, rules: Rules, now: datetime) -> Offers:
    zone = cohort.zone
    day, clock = local(start, zone)
    wait = waiting(start, day, now, zone, night=rules.night)
    work = np.zeros(len(start), np.int64)
    given = _given(cohort, start, people)
    if len(given):
        their_day = local(given[:, 1], zone)[0]
        done, count = np.unique(given[:, 0] * 2**20 + their_day, return_counts=True)
        keys = people[person] * 2**20 + day
        at = np.minimum(np.searchsorted(done, keys), len(done) - 1)
        work = np.where(done[at] == keys, count[at], 0)
    return Offers(person, start, wait, day, clock, work)


def _given(cohort: Cohort, start: Ints, people: Ints) -> Ints:
    """Evaluators and quarters of what is promised or done on the days of these offers."""
    if not len(start):
        return np.empty((0, 2), np.int64)
    first, last = quarters.start(int(start[0]) - PER_DAY), quarters.start(int(start[-1]) + PER_DAY)
    rows = Evaluation.objects.filter(
        cohort=cohort, state__in=Evaluation.PAIRED, starts_at__range=(first, last)
    )
    table = rows.order_by().values_list("evaluator", QuarterOf("starts_at"))
    return np.array(list(table), np.int64).reshape(-1, 2)


def _elsewhere(
    attempts: Sequence[Attempt], teams: Teams, busy: set[tuple[int, int]], length: int
) -> list[tuple[int, int, int]]:
    """When a member of a team is at another evaluation."""
    mine = needs_of(attempts, teams)
    return [
        (need, quarter - length + 1, quarter + 1) for user, quarter in busy for need in mine.get(user, ())
    ]


def _away(wants: Sequence[Want], cohort: Cohort) -> list[tuple[int, int, int]]:
    """The days on which a team has said that it does not come."""
    return [
        (need, _midnight(day, cohort), _midnight(day + timedelta(days=1), cohort))
        for need, want in enumerate(wants)
        for day in want.away
    ]


def _midnight(day: date, cohort: Cohort) -> int:
    return quarters.at(datetime.combine(day, time(), tzinfo=cohort.zone))
