"""The second door: 'find me evaluators'. Teams wait here until somebody's time opens."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

import numpy as np
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort, Enrolment, User
from projects.models import Attempt, Membership
from projects.refusals import Refused

from . import announce, booking, evaluations, ledger, matching, means, news, pledge, quarters, slots
from .models import Choice, Evaluation, Waiting

State = Waiting.State
SUBJECTS = [f"attempt__team__project__subject_{language}" for language in ("ko", "en")]  # pages of text each
PASSES = 3  # a promise can break another one of the same pass; the next pass sees that


@transaction.atomic
def ask(
    attempt: Attempt, *, by: User, opens: int = 36, closes: int = 88, away: Collection[date] = ()
) -> list[Evaluation]:
    """Put the team on the waiting list and book at once what can be had. Raises Refused."""
    cohort = join(attempt, by=by, opens=opens, closes=closes, away=away).cohort
    return [booked for booked in serve(cohort) if booked.attempt_id == attempt.pk]


@transaction.atomic
def join(attempt: Attempt, *, by: User, opens: int, closes: int, away: Collection[date] = ()) -> Waiting:
    """Put the team on the waiting list, which is served after. Raises Refused.

    `opens` and `closes` are the quarters of the day between which the team comes, `away` the days on which it
    does not. Asked again, they change.
    """
    cohort = slots.cohort_of_active(by)
    ledger.lock(cohort)
    attempt.refresh_from_db(fields=booking.STANDING)
    booking.check_bookable(attempt, by=by, cohort=cohort)
    length = attempt.team.project.evaluation_minutes // quarters.MINUTES
    if not 0 <= opens <= closes - length <= 96 - length:
        raise Refused(_("Leave room for at least one evaluation between the two times."))
    row = of_attempt(attempt) or Waiting(attempt=attempt, cohort=cohort, asked_by=by)
    row.opens, row.closes, row.away = opens, closes, [day.isoformat() for day in sorted(away)]
    row.save()
    announce.members_changed(attempt.team_id)
    return row


@transaction.atomic
def withdraw(attempt: Attempt, *, by: User) -> None:
    """The team no longer waits; what is booked stays booked. Raises Refused."""
    if not attempt.team.memberships.filter(user=by).exists():
        raise Refused(_("Only members of the team book its evaluations."))
    _end(Waiting.objects.filter(attempt=attempt), State.WITHDRAWN)
    announce.members_changed(attempt.team_id)


@transaction.atomic
def end_left(cohort: Cohort) -> int:
    """End the searches of teams of which everybody has left; gives how many. Who pauses comes back."""
    there = Enrolment.objects.filter(cohort=cohort, state__in=Enrolment.PRESENT).values("user")
    present = Membership.objects.filter(user__in=there).values("team")
    waits = Waiting.objects.filter(cohort=cohort).exclude(attempt__team__in=present)
    return _end(waits, State.WITHDRAWN)


def _end(rows: QuerySet[Waiting], state: State) -> int:
    return rows.filter(state=State.WAITING).update(state=state, ended_at=timezone.now())


def of_attempt(attempt: Attempt) -> Waiting | None:
    return Waiting.objects.filter(attempt=attempt, state=State.WAITING).order_by().first()


@transaction.atomic
def serve(cohort: Cohort) -> list[Evaluation]:
    """Book for those who wait whatever can be had now; the older an attempt, the more it weighs.

    Called whenever time opens, and by the clock. Calling it twice books nothing twice.
    """
    ledger.lock(cohort)
    booked: list[Evaluation] = []
    for _pass in range(PASSES):
        tried = [each for group in _of_equal_length(ready(cohort)) for each in _serve(cohort, group)]
        found = [evaluation for evaluation in tried if evaluation]
        booked += found
        if not found or len(found) == len(tried):
            break
    return booked


Wanting = tuple[Waiting, int]  # a team that waits, and how many evaluators it lacks


def ready(cohort: Cohort) -> list[Wanting]:
    """Those who still need somebody and could be booked now; who needs nobody any more is through.

    A team that pauses, that has taken back time which it had pledged, or that cannot pay keeps its place
    meanwhile, and takes no time from the others.
    """
    active = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).values("user")
    present = Membership.objects.filter(user__in=active).values("team")
    found = Waiting.objects.filter(cohort=cohort, state=State.WAITING, attempt__team__in=present)
    ordered = found.order_by("attempt__closed_at", "pk")
    rows = list(ordered.select_related("attempt__team__project", "asked_by").defer(*SUBJECTS))
    for row in rows:
        row.cohort = cohort
    missing = evaluations.missing_of(row.attempt for row in rows)
    through = [row.pk for row in rows if not missing[row.attempt_id]]
    if through:
        _end(Waiting.objects.filter(pk__in=through), State.SERVED)
    wanting = [row for row in rows if missing[row.attempt_id]]
    pledges = pledge.pledges_of([row.attempt for row in wanting], cohort=cohort)
    ready = [row for row in wanting if not pledges[row.attempt_id].missing]
    poor = means.without([row.attempt for row in ready], cohort=cohort)
    return [(row, missing[row.attempt_id]) for row in ready if row.attempt_id not in poor]


def _of_equal_length(wanting: Sequence[Wanting]) -> list[list[Wanting]]:
    """The long evaluations first: they are harder to place."""
    groups: defaultdict[int, list[Wanting]] = defaultdict(list)
    for row, missing in wanting:
        groups[row.attempt.team.project.evaluation_minutes].append((row, missing))
    return [groups[minutes] for minutes in sorted(groups, reverse=True)]


def _serve(cohort: Cohort, wanting: Sequence[Wanting]) -> list[Evaluation | None]:
    """What became of each promise of one round of matching; the oldest first."""
    now, rows = timezone.now(), [row for row, _missing in wanting]
    within = booking.window(cohort, now)
    wants = [matching.Want(row.attempt, row.opens, row.closes, row.days_away()) for row in rows]
    market = matching.look(cohort, wants, within=within)
    wanted = np.array([missing for _row, missing in wanting])
    tried = _keep(rows, market, sorted(matching.place(market.problem, wanted)))
    found = Counter(evaluation.attempt_id for evaluation in tried if evaluation)
    through = [row.pk for row, missing in wanting if found[row.attempt_id] >= missing]
    if through:
        _end(Waiting.objects.filter(pk__in=through), State.SERVED)
    return tried


def _keep(
    rows: Sequence[Waiting], market: matching.Market, placed: matching.Placed
) -> list[Evaluation | None]:
    """Book what was promised; but of two promises that get in each other's way only one.

    Two that bring the same two people together may be a returned favour or a repeat, and who evaluates in one
    may be of the team of another at that time: the next pass looks at the second one anew.
    """
    tried, met, busy = [], set[tuple[int, int]](), set[tuple[int, int]]()
    for need, offer in placed:
        evaluator, team = market.evaluator(offer), market.teams[rows[need].attempt.team_id]
        pairs = {pair for member in team for pair in ((evaluator, member), (member, evaluator))}
        hours = {(person, quarter) for person in (evaluator, *team) for quarter in market.span(offer)}
        booked = None if pairs & met or hours & busy else _book(rows[need], market, need, offer)
        if booked:
            met, busy = met | pairs, busy | hours
        tried.append(booked)
    return tried


def _book(row: Waiting, market: matching.Market, need: int, offer: int) -> Evaluation | None:
    """None if somebody has become busy, or if the team's last point is spent."""
    plan = booking.planned(
        row.attempt,
        cohort=row.cohort,
        starts_at=quarters.start(market.start(offer)),
        by=row.asked_by,
    )
    plan.evaluator_id = market.evaluator(offer)
    try:
        with transaction.atomic():
            if not booking.reserve(plan, members=market.teams[plan.team_id]):
                return None
            booking.settle(plan, by=row.asked_by)
            news.booked(plan)
            told, count = matching.compared(market, need, offer, others=booking.RUNNERS_UP)
            booking.explain(plan, Choice.Door.SEARCH, told, considered=count)
    except Refused:
        return None
    return plan


def longest(cohort: Cohort, *, hours: int) -> list[Waiting]:
    """Those whose attempt has been waiting for at least so long, the oldest first."""
    since = timezone.now() - timedelta(hours=hours)
    rows = Waiting.objects.filter(cohort=cohort, state=State.WAITING, attempt__closed_at__lte=since)
    return list(rows.select_related("attempt__team__project").order_by("attempt__closed_at"))
