"""People on call: when an evaluator has not checked in shortly before the start, one of them is asked."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort, Enrolment, User
from projects.refusals import Refused

from . import announce, booking, evaluations, ledger, matching, news, points, slots
from .market_settings import settings_of
from .models import Choice, Evaluation, Standby, StandbyCall

FURTHEST = timedelta(days=14)

State, Call = Evaluation.State, StandbyCall.State


@transaction.atomic
def volunteer(user: User, *, day: date) -> Standby:
    """Be on call on this day. Raises Refused."""
    cohort = slots.cohort_of_active(user)
    today = timezone.now().astimezone(cohort.zone).date()
    if not today <= day <= today + FURTHEST:
        raise Refused(_("Choose one of the next 14 days."))
    return Standby.objects.get_or_create(user=user, day=day, defaults={"cohort": cohort})[0]


def step_down(user: User, *, day: date) -> None:
    """No longer on call on this day; a call that is open stays open."""
    Standby.objects.filter(user=user, day=day).delete()


def wanted(cohort: Cohort) -> int:
    """How many volunteers a day are enough."""
    active = cohort.enrolments.filter(state=Enrolment.State.ACTIVE).count()
    return -(-active * settings_of(cohort).standby_percent // 100)


def without_check_in(cohort: Cohort, now: datetime) -> list[Evaluation]:
    """Booked evaluations that begin soon, whose evaluator has not said that they come."""
    rules = settings_of(cohort)
    soon = now + timedelta(minutes=rules.check_in_minutes)
    booked = cohort.evaluations.filter(
        state=State.BOOKED,
        evaluator_checked_in_at__isnull=True,
        starts_at__gt=now - timedelta(minutes=rules.grace_minutes),
        starts_at__lte=soon,
    )
    booked = booked.exclude(choice__door=Choice.Door.MENTOR)  # no peer stands in for a mentor
    return list(booked.order_by("starts_at"))


@transaction.atomic
def call(evaluation: Evaluation) -> StandbyCall | None:
    """Ask the best of those on call, and the next one when nobody answers. None if there is nobody to ask."""
    try:
        evaluation = evaluations.open_one(evaluation, "attempt__team__project")
    except Refused:
        return None
    if evaluation.evaluator_checked_in_at:
        return None
    asked = evaluation.standby_calls.filter(state=Call.OPEN).first()
    patience = timedelta(minutes=settings_of(evaluation.cohort).standby_patience_minutes)
    if asked and timezone.now() < asked.called_at + patience:
        return asked
    if asked:
        _answer(asked, Call.DECLINED)
    candidates = _candidates(evaluation)
    if not candidates:
        return None
    called = StandbyCall.objects.create(evaluation=evaluation, user_id=candidates[0].evaluator)
    news.called(called)
    announce.people_changed([called.user_id])
    return called


def _candidates(evaluation: Evaluation) -> list[matching.Candidate]:
    """Those on call today whom the rules allow, best first, without those who were asked already."""
    day = evaluation.starts_at.astimezone(evaluation.cohort.zone).date()
    asked = evaluation.standby_calls.values("user")
    on_call = Standby.objects.filter(
        cohort=evaluation.cohort,
        day=day,
        user__is_active=True,
        user__enrolments__cohort=evaluation.cohort,
        user__enrolments__state=Enrolment.State.ACTIVE,
    ).exclude(user__in=asked)
    people = on_call.exclude(user=evaluation.evaluator_id).values_list("user", flat=True)
    free = [(user, quarter) for user in people for quarter in evaluation.span]
    return matching.rank(
        evaluation.attempt, evaluation.cohort, evaluation.span, free=free, instead_of=evaluation
    )


@transaction.atomic
def accept(called: StandbyCall, *, by: User) -> Evaluation:
    """Take over, if the evaluator has not come meanwhile. Raises Refused."""
    ledger.lock(called.evaluation.cohort)
    called = _open(called, by)
    missed = evaluations.open_one(called.evaluation, "attempt__team__project", "evaluator", "booked_by")
    candidates = [each for each in _allowed(missed, by) if each.evaluator == by.pk]
    if missed.evaluator_checked_in_at or not candidates:
        raise Refused(_("You are not needed any more. Thank you for being there."))
    _answer(called, Call.ACCEPTED)
    evaluations.end(missed, State.NO_SHOW_EVALUATOR, by=None)
    points.refund(missed, by=None)
    points.fine(missed, by=None)
    plan = booking.planned(
        missed.attempt,
        cohort=missed.cohort,
        starts_at=missed.starts_at,
        by=missed.booked_by,
        replaces=missed,
    )
    plan.evaluator, plan.evaluator_checked_in_at = by, timezone.now()
    plan.team_checked_in_at = missed.team_checked_in_at
    slots.make_free(by, plan.span)
    if not booking.reserve(plan):
        raise Refused(_("You are at another evaluation at that time."))
    booking.settle(plan, by=missed.booked_by)
    news.booked(plan, but=by)
    booking.explain(plan, Choice.Door.STANDBY, candidates)
    return plan


def _allowed(evaluation: Evaluation, user: User) -> list[matching.Candidate]:
    free = [(user.pk, quarter) for quarter in evaluation.span]
    return matching.rank(
        evaluation.attempt, evaluation.cohort, evaluation.span, free=free, instead_of=evaluation
    )


@transaction.atomic
def decline(called: StandbyCall, *, by: User) -> None:
    """The next one is asked at once. Raises Refused."""
    ledger.lock(called.evaluation.cohort)
    _answer(_open(called, by), Call.DECLINED)
    call(called.evaluation)


def not_needed(evaluation: Evaluation) -> None:
    """The evaluator has come after all. Call it with this transaction's turn."""
    lapsed = StandbyCall.objects.filter(evaluation=evaluation, state=Call.OPEN)
    people = list(lapsed.values_list("user", flat=True))
    if people:
        lapsed.update(state=Call.LAPSED, answered_at=timezone.now())
        announce.people_changed(people)


def calls_for(user: User) -> list[StandbyCall]:
    rows = StandbyCall.objects.filter(user=user, state=Call.OPEN, evaluation__state=State.BOOKED)
    return list(rows.select_related("evaluation__team__project"))


def _open(called: StandbyCall, by: User) -> StandbyCall:
    rows = StandbyCall.objects.filter(pk=called.pk, user=by, state=Call.OPEN)
    fresh = rows.select_related("evaluation__cohort").first()
    if fresh is None:
        raise Refused(_("You are not needed any more. Thank you for being there."))
    return fresh


def _answer(called: StandbyCall, state: StandbyCall.State) -> None:
    row = StandbyCall.objects.filter(pk=called.pk, state=Call.OPEN)
    row.update(state=state, answered_at=timezone.now())
