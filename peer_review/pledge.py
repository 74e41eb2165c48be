"""Who asks for evaluations offers time for others first: this is what keeps the market from running dry."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import ngettext

from academy.people.models import Cohort, Enrolment, User
from projects.models import Attempt, Membership
from projects.refusals import Refused

from . import habits, quarters, slots
from .market_settings import settings_of
from .models import MarketSettings, Slot


class Unpledged(Refused):
    """The team has not offered enough time yet."""


@dataclass(frozen=True)
class Pledge:
    """Pieces of time that a team offers for an attempt."""

    needed: int
    offered: int
    minutes: int  # of one piece

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.offered)


def pledge_of(attempt: Attempt, *, cohort: Cohort) -> Pledge:
    """What the rules ask of the team and what it has offered since it closed the attempt.

    Time counts that lies between then and the end of the window (two days from now by default), taken or not;
    who takes it back loses it. Members who pause owe nothing, and a team of them alone neither.
    """
    return pledges_of([attempt], cohort=cohort)[attempt.pk]


def pledges_of(attempts: Sequence[Attempt], *, cohort: Cohort) -> dict[int, Pledge]:
    """The same for many attempts, by their ids, in three queries."""
    now, rules = timezone.now(), settings_of(cohort)
    times = factor(rules, cohort, now)
    members = _active_members(attempts, cohort)
    since = {attempt.pk: quarters.at(attempt.closed_at or now) for attempt in attempts}
    first, last = min(since.values(), default=0), quarters.at(now + timedelta(days=rules.pledge_days))
    offered = _offered({user for team in members.values() for user in team}, range(first, last))
    pledges = {}
    for attempt in attempts:
        team = members.get(attempt.team_id, set())
        theirs = [(user, at) for user in team for at in offered.get(user, ()) if at >= since[attempt.pk]]
        needed = attempt.team.project.evaluations * times if team else 0
        pledges[attempt.pk] = Pledge(needed, pieces(theirs, rules), rules.pledge_minutes)
    return pledges


def _active_members(attempts: Sequence[Attempt], cohort: Cohort) -> dict[int, set[int]]:
    """The members of each team who do not pause."""
    rows = Membership.objects.filter(
        team__in={attempt.team_id for attempt in attempts},
        user__enrolments__cohort=cohort,
        user__enrolments__state=Enrolment.State.ACTIVE,
    )
    members: dict[int, set[int]] = {}
    for team, user in rows.order_by().values_list("team", "user"):
        members.setdefault(team, set()).add(user)
    return members


def _offered(people: Collection[int], within: range) -> dict[int, list[int]]:
    """The quarters of each person, free or booked."""
    rows = Slot.objects.filter(
        evaluator__in=people, quarter__gte=within.start, quarter__lt=within.stop
    ).order_by()
    found: dict[int, list[int]] = {}
    for person, quarter in rows.values_list("evaluator", "quarter"):
        found.setdefault(person, []).append(quarter)
    return found


def factor(rules: MarketSettings, cohort: Cohort, now: datetime) -> int:
    """Pieces for each evaluation: more in the weeks that the cohort has named."""
    this_week = now.astimezone(cohort.zone).isocalendar()[:2]
    days = [parse_date(day) for day in rules.crunch_weeks]
    in_crunch = any(day and day.isocalendar()[:2] == this_week for day in days)
    return rules.pledge_factor_in_crunch if in_crunch else rules.pledge_factor


def pieces(offered: Iterable[tuple[int, int]], rules: MarketSettings) -> int:
    """Whole pieces in the unbroken runs of each person: (person, quarter), in any order."""
    by_person: dict[int, list[int]] = {}
    for person, quarter in offered:
        by_person.setdefault(person, []).append(quarter)
    length = rules.pledge_minutes // quarters.MINUTES
    return sum(len(run) // length for theirs in by_person.values() for run in quarters.runs(theirs))


def check(attempt: Attempt, *, cohort: Cohort) -> None:
    """The rule at the booking door. Raises Unpledged."""
    missing = pledge_of(attempt, cohort=cohort).missing
    if missing:
        raise Unpledged(
            ngettext(
                "Offer %(count)d more piece of time for others first; then you can book.",
                "Offer %(count)d more pieces of time for others first; then you can book.",
                missing,
            )
            % {"count": missing}
        )


def proposal(attempt: Attempt, *, by: User, cohort: Cohort) -> list[range]:
    """Runs of quarters that this person could offer to make the pledge good, as they are used to do."""
    rules, now = settings_of(cohort), timezone.now()
    until = quarters.at(now + timedelta(days=rules.pledge_days))
    window = range(slots.window(now).start, min(until, slots.window(now).stop))
    length = max(slots.SHORTEST, rules.pledge_minutes // quarters.MINUTES)
    missing = pledge_of(attempt, cohort=cohort).missing
    return habits.usual_times(by, window=window, length=length, count=missing, zone=cohort.zone)


@transaction.atomic
def give(attempt: Attempt, *, by: User) -> int:
    """One click: open the proposed times. Gives the number of pieces. Raises Refused."""
    cohort = slots.cohort_of_active(by)
    proposed = proposal(attempt, by=by, cohort=cohort)
    if proposed:
        slots.change(by, wanted={quarter for run in proposed for quarter in run})
    return len(proposed)
