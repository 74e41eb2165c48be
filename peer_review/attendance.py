"""Who came: checking in, the code that proves a meeting, and those who did not come."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort, User
from projects.refusals import Refused

from . import announce, evaluations, points, standby
from .market_settings import settings_of
from .models import Evaluation

MOST_WRONG_CODES = 20  # of a million: guessing is hopeless, mistyping is not
EVALUATOR = "evaluator_checked_in_at"

State = Evaluation.State


@transaction.atomic
def check_in(evaluation: Evaluation, *, by: User) -> Evaluation:
    """'I am here.' A second time changes nothing. Raises Refused."""
    evaluation = evaluations.open_one(evaluation)
    now = timezone.now()
    side = _checked_in_field(evaluation, by)
    if now < (evaluator_from(evaluation) if side == EVALUATOR else evaluation.reveals_at):
        raise Refused(_("You can check in from 15 minutes before the start."))
    still_absent = Evaluation.objects.filter(pk=evaluation.pk, **{f"{side}__isnull": True})
    if still_absent.update(**{side: now}):
        setattr(evaluation, side, now)
        announce.evaluation_changed(evaluation)
        if side == EVALUATOR:
            standby.not_needed(evaluation)
    return evaluation


def evaluator_from(evaluation: Evaluation) -> datetime:
    """From then on the evaluator may say that they come.

    Earlier than the team: whoever is silent when the standby is asked is replaced.
    """
    return evaluation.reveals_at - timedelta(minutes=settings_of(evaluation.cohort).check_in_minutes)


def misses_at(evaluation: Evaluation) -> datetime:
    """From then on an absent side may be reported."""
    return evaluation.starts_at + timedelta(minutes=settings_of(evaluation.cohort).grace_minutes)


def _checked_in_field(evaluation: Evaluation, by: User) -> str:
    if evaluation.evaluator_id == by.pk:
        return EVALUATOR
    if evaluations.is_on_team(by, evaluation):
        return "team_checked_in_at"
    raise Refused(_("You take no part in this evaluation."))


def confirm(evaluation: Evaluation, *, by: User, code: str) -> Evaluation:
    """The evaluator types what stands on the team's screen: both are there. Raises Refused."""
    if not _matches(evaluation, by=by, code=code):
        raise Refused(_("This is not the code on the team's screen."))
    return evaluation


@transaction.atomic
def _matches(evaluation: Evaluation, *, by: User, code: str) -> bool:
    """A wrong code is counted, so this must not raise: a raised refusal would take the count back."""
    fresh = evaluations.open_one(evaluation)
    if fresh.evaluator_id != by.pk:
        raise Refused(_("Only the evaluator types the code."))
    if not (fresh.team_checked_in_at and fresh.evaluator_checked_in_at):
        raise Refused(_("Both sides check in first."))
    if fresh.wrong_codes >= MOST_WRONG_CODES:
        raise Refused(_("Too many wrong codes. Please ask the staff."))
    row = Evaluation.objects.filter(pk=fresh.pk)
    if not secrets.compare_digest(code.strip().encode(), fresh.code.encode()):
        row.update(wrong_codes=F("wrong_codes") + 1)
        return False
    if fresh.met_at is None:
        fresh.met_at = timezone.now()
        row.update(met_at=fresh.met_at)
        announce.evaluation_changed(fresh)
    evaluation.met_at = fresh.met_at
    return True


@transaction.atomic
def report_no_show(evaluation: Evaluation, *, by: User) -> Evaluation:
    """A side that came says that the other one did not. Raises Refused."""
    evaluation = evaluations.open_one(evaluation)
    if timezone.now() < (from_then := misses_at(evaluation)):
        minutes = (from_then - evaluation.starts_at) // timedelta(minutes=1)
        raise Refused(_("Please wait until %(minutes)d minutes after the start.") % {"minutes": minutes})
    here = getattr(evaluation, _checked_in_field(evaluation, by))
    if here is None:
        raise Refused(_("Check in first."))
    if evaluation.team_checked_in_at and evaluation.evaluator_checked_in_at:
        raise Refused(_("Both sides have checked in. Find each other and use the code."))
    _close_missed(evaluation, by=by)
    return evaluation


def _close_missed(evaluation: Evaluation, *, by: User | None) -> None:
    """One side came, the other did not; if neither or both did, nobody pays."""
    if evaluation.evaluator_checked_in_at and not evaluation.team_checked_in_at:
        evaluations.end(evaluation, State.NO_SHOW_TEAM, by=by)
        points.forfeit(evaluation, by=by)
    elif evaluation.team_checked_in_at and not evaluation.evaluator_checked_in_at:
        evaluations.end(evaluation, State.NO_SHOW_EVALUATOR, by=by)
        points.refund(evaluation, by=by)
        points.fine(evaluation, by=by)
    else:
        evaluations.end(evaluation, State.VOID, by=by)
        points.refund(evaluation, by=by)


def overdue(now: datetime) -> list[Evaluation]:
    """Booked evaluations whose sheet should have been filled long ago."""
    begun = Evaluation.objects.filter(state=State.BOOKED, starts_at__lt=now).order_by("starts_at")
    cohorts = Cohort.objects.filter(pk__in=begun.order_by().values("cohort"))
    limit = {each.pk: now - timedelta(hours=settings_of(each).overdue_hours) for each in cohorts}
    rows = begun.select_related("cohort")
    return [evaluation for evaluation in rows if evaluation.starts_at <= limit[evaluation.cohort_id]]


@transaction.atomic
def close_overdue(evaluation: Evaluation) -> None:
    """Close what nobody closed, as the side that came would have. Somebody else being faster is no error."""
    try:
        _close_missed(evaluations.open_one(evaluation), by=None)
    except Refused:
        return
