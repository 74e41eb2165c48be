"""Booking a time for an evaluation, and calling it off."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort, User
from projects.models import Attempt
from projects.refusals import Refused

from . import announce, evaluations, ledger, matching, news, pledge, points, quarters, sheets, slots
from .market_settings import settings_of
from .models import Choice, Evaluation, Presence, Slot

STANDING = ("state", "closed_at", "ended_at")  # of an attempt: looked at again behind the lock
RUNNERS_UP = 5  # whose costs are kept beside those of the one who was asked

log = logging.getLogger(__name__)
State = Evaluation.State


def times(attempt: Attempt, *, by: User) -> list[datetime]:
    """When an evaluation of this attempt can begin. Says neither who nor how many would do it."""
    cohort = slots.cohort_of_active(by)
    return [
        quarters.start(first) for first in matching.starts(attempt, cohort, window(cohort, timezone.now()))
    ]


def notice(cohort: Cohort) -> timedelta:
    """An evaluator learns of a booking at least so long before."""
    return timedelta(minutes=settings_of(cohort).notice_minutes)


def window(cohort: Cohort, now: datetime) -> range:
    """The quarters in which an evaluation that is booked now can begin."""
    return range(quarters.first_from(now + notice(cohort)), quarters.at(now + slots.LATEST))


@transaction.atomic
def book(attempt: Attempt, *, starts_at: datetime, by: User, request: str = "") -> Evaluation:
    """Reserve a time and the price; the system finds the evaluator. Raises Refused.

    The same `request` again gives what it booked the first time, whatever became of that.
    """
    cohort = slots.cohort_of_active(by)
    ledger.lock(cohort)
    if request and (booked := Evaluation.objects.filter(team=attempt.team, request=request).first()):
        return booked
    attempt.refresh_from_db(fields=STANDING)
    check_bookable(attempt, by=by, cohort=cohort)
    check_time(attempt, cohort=cohort, starts_at=starts_at)
    booked = _find(attempt, cohort=cohort, starts_at=starts_at, by=by, request=request)
    news.booked(booked, but=by)
    return booked


def check_bookable(attempt: Attempt, *, by: User, cohort: Cohort) -> None:
    """Raises Refused with the reason why this person cannot book at all now."""
    if not attempt.team.memberships.filter(user=by).exists():
        raise Refused(_("Only members of the team book its evaluations."))
    missing = evaluations.missing(attempt)
    if not evaluations.is_open(attempt, missing):
        raise Refused(_("This attempt is not open for evaluation."))
    if missing == 0:
        raise Refused(_("All evaluations of this attempt are booked."))
    pledge.check(attempt, cohort=cohort)


def check_time(attempt: Attempt, *, cohort: Cohort, starts_at: datetime) -> None:
    """Raises Refused when nobody could take part at this time."""
    now = timezone.now()
    check_notice(starts_at - now, notice(cohort))
    if not quarters.is_start(starts_at) or quarters.at(starts_at) not in window(cohort, now):
        raise Refused(_("Choose one of the times on the list."))
    span = quarters.span(starts_at, attempt.team.project.evaluation_minutes)
    if Presence.objects.filter(user__in=attempt.team.members.all(), quarter__in=span).exists():
        raise Refused(_("Somebody of your team is at another evaluation at that time."))


def check_notice(left: timedelta, needed: timedelta) -> None:
    """Raises Refused when a start is nearer than it may be."""
    if left < needed:
        told = _("Choose a time that is at least %(minutes)d minutes ahead.")
        raise Refused(told % {"minutes": needed // timedelta(minutes=1)})


def _find(
    attempt: Attempt,
    *,
    cohort: Cohort,
    starts_at: datetime,
    by: User,
    replaces: Evaluation | None = None,
    request: str = "",
) -> Evaluation:
    """Ask the candidates in order. Raises Refused when nobody is left."""
    plan = planned(attempt, cohort=cohort, starts_at=starts_at, by=by, replaces=replaces, request=request)
    candidates = matching.rank(attempt, cohort, plan.span)
    for place, candidate in enumerate(candidates):
        plan.evaluator_id = candidate.evaluator
        if reserve(plan):
            settle(plan, by=by)
            explain(plan, Choice.Door.TIME, candidates[place:])
            return plan
    raise Refused(_("This time has just been taken. Please choose another one."))


def planned(
    attempt: Attempt,
    *,
    cohort: Cohort,
    starts_at: datetime,
    by: User,
    replaces: Evaluation | None = None,
    request: str = "",
) -> Evaluation:
    """An evaluation that has everything but its evaluator; not saved."""
    return Evaluation(
        cohort=cohort,
        attempt=attempt,
        team=attempt.team,
        sheet=sheets.current(attempt.team.project),
        starts_at=starts_at,
        minutes=attempt.team.project.evaluation_minutes,
        price=settings_of(cohort).price_points,
        paid_by_commons=evaluations.owed_by_commons(attempt) > 0,
        booked_by=by,
        replaces=replaces,
        request=request,
    )


def settle(evaluation: Evaluation, *, by: User) -> None:
    """Put the point of a reserved evaluation aside and tell both sides. Raises NotEnoughPoints."""
    points.hold(evaluation, by=by)
    announce.evaluation_changed(evaluation)


def explain(
    evaluation: Evaluation,
    door: Choice.Door,
    candidates: Sequence[matching.Candidate],
    *,
    considered: int | None = None,
) -> None:
    """Keep for staff why the first of these candidates was asked, and who would have been next.

    `considered` is how many came into question, if these are not all.
    """
    Choice.objects.create(
        evaluation=evaluation,
        door=door,
        parts=candidates[0].parts,
        others=[
            {"person": other.evaluator, "parts": other.parts} for other in candidates[1 : RUNNERS_UP + 1]
        ],
        considered=considered or len(candidates),
    )


def reserve(plan: Evaluation, *, members: Collection[int] = ()) -> bool:
    """Save a planned evaluation with everybody's time; False if its evaluator has become busy.

    `ledger.lock` leaves little room for that; the constraints leave none. `members` are those of the team, if
    this turn has read them.
    """
    members = sorted(members or plan.team.memberships.order_by().values_list("user", flat=True))
    try:
        with transaction.atomic():
            plan.pk = None
            plan.save(force_insert=True)
            free = Slot.objects.filter(evaluator=plan.evaluator_id, quarter__in=plan.span, evaluation=None)
            if free.update(evaluation=plan) != len(plan.span):
                raise IntegrityError("a slot is gone")
            Presence.objects.bulk_create(
                Presence(user_id=user, quarter=quarter, evaluation=plan)
                for user in (plan.evaluator_id, *members)
                for quarter in plan.span
            )
    except IntegrityError as error:
        log.warning("Evaluator %s was passed over: %s", plan.evaluator_id, error)
        return False
    return True


@transaction.atomic
def cancel(evaluation: Evaluation, *, by: User) -> Evaluation:
    """Call it off; late, at a price. When the evaluator does, somebody else takes over. Raises Refused."""
    evaluation = evaluations.open_one(evaluation, "attempt__team__project")
    now = timezone.now()
    if now >= evaluation.starts_at or evaluation.met_at:
        raise Refused(_("It is too late to cancel: the evaluation has begun."))
    late = is_late(evaluation, now)
    if evaluation.evaluator_id == by.pk:
        evaluations.end(evaluation, State.CANCELLED_BY_EVALUATOR, by=by)
        points.refund(evaluation, by=by)
        if late:
            points.fine(evaluation, by=by)
        rematch(evaluation)
    elif evaluations.is_on_team(by, evaluation):
        evaluations.end(evaluation, State.CANCELLED_BY_TEAM, by=by)
        (points.forfeit if late else points.refund)(evaluation, by=by)
    else:
        raise Refused(_("Only the two sides of an evaluation can cancel it."))
    return evaluation


def is_late(evaluation: Evaluation, now: datetime) -> bool:
    """Whether cancelling costs something now."""
    return now > evaluation.starts_at - timedelta(hours=settings_of(evaluation.cohort).free_cancel_hours)


def rematch(evaluation: Evaluation) -> Evaluation | None:
    """Look for another evaluator at the same time; None if it is too near or nobody is free."""
    too_near = timezone.now() > evaluation.starts_at - notice(evaluation.cohort)
    if too_near or evaluations.missing(evaluation.attempt) == 0:
        return None
    try:
        with transaction.atomic():
            found = _find(
                evaluation.attempt,
                cohort=evaluation.cohort,
                starts_at=evaluation.starts_at,
                by=evaluation.booked_by,
                replaces=evaluation,
            )
            news.booked(found)
            return found
    except Refused:
        return None
