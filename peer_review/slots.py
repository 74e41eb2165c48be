"""Opening and closing time for evaluations."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from academy.people.models import Cohort, Enrolment, User
from projects.refusals import Refused

from . import announce, ledger, quarters, wake
from .models import Evaluation, Slot

SOONEST, LATEST = timedelta(minutes=30), timedelta(days=14)  # how far ahead a slot may be opened
SHORTEST = 2  # quarters in an unbroken run


def cohort_of_active(user: User) -> Cohort:
    """The cohort whose members this person may evaluate now. Raises Refused."""
    enrolment = _enrolment(user)
    _check_active(enrolment)
    return enrolment.cohort


def _check_active(enrolment: Enrolment) -> None:
    if enrolment.state == Enrolment.State.FROZEN:
        raise Refused(_("Your enrolment is frozen. Evaluations wait until the freeze ends."))


def _enrolment(user: User) -> Enrolment:
    present = user.enrolments.filter(state__in=Enrolment.PRESENT).select_related("cohort")
    enrolment = present.order_by().first()  # there is one at most
    if enrolment is None:
        raise Refused(_("Only trainees who are enrolled in a cohort take part in evaluations."))
    return enrolment


def window(now: datetime) -> range:
    """The quarters that may be opened now."""
    return range(quarters.first_from(now + SOONEST), quarters.at(now + LATEST))


def next_quarter(moment: datetime) -> datetime:
    """The first start of a quarter that is not before `moment`."""
    return quarters.start(quarters.first_from(moment))


def open(user: User, starts_at: datetime, ends_at: datetime) -> int:
    """Offer all the time between two moments. Gives the number of new quarters. Raises Refused."""
    wanted = range(quarters.first_from(starts_at), quarters.at(ends_at))
    return change(user, wanted=wanted)[0]


def close(user: User, starts_at: datetime, ends_at: datetime) -> int:
    """Take back all the time between two moments. Gives the number of quarters. Raises Refused."""
    unwanted = range(quarters.first_from(starts_at), quarters.at(ends_at))
    return change(user, unwanted=unwanted)[1]


@transaction.atomic
def change(user: User, *, wanted: Collection[int] = (), unwanted: Collection[int] = ()) -> tuple[int, int]:
    """Offer some quarters and take others back, all or nothing. Gives how many were opened and closed.

    What is open already, or closed already, stays as it is. Raises Refused.
    """
    enrolment = _enrolment(user)
    ledger.lock(enrolment.cohort)
    touched = {*wanted, *unwanted}
    if not touched:
        raise Refused(_("Choose the time that you want to open or to take back."))
    offered = _offered(user, touched)
    opened, closed = set(wanted) - offered, set(unwanted) & offered - set(wanted)
    if opened:
        _check_active(enrolment)
        _check_window(opened)
    if closed:
        _check_not_booked(user, closed)
    if _short({*offered, *opened} - closed, next_to=opened | closed):
        raise Refused(_("A slot is at least 30 minutes long."))
    if closed:
        Slot.objects.filter(evaluator=user, quarter__in=closed, evaluation=None).delete()
    Slot.objects.bulk_create(Slot(evaluator=user, quarter=quarter) for quarter in sorted(opened))
    if opened:
        wake.time_has_opened(enrolment.cohort)
    announce.people_changed([user.pk])
    return len(opened), len(closed)


def _offered(user: User, near: Collection[int]) -> set[int]:
    """The person's quarters among and around `near`, free or booked, far enough to judge lengths."""
    rows = Slot.objects.filter(evaluator=user, quarter__range=(min(near) - SHORTEST, max(near) + SHORTEST))
    return set(rows.values_list("quarter", flat=True))


def _check_window(opened: Collection[int]) -> None:
    allowed = window(timezone.now())
    if min(opened) not in allowed or max(opened) not in allowed:
        raise Refused(_("Slots open from 30 minutes to 14 days ahead."))


def _check_not_booked(user: User, closed: Collection[int]) -> None:
    booked = Slot.objects.filter(evaluator=user, quarter__in=closed, evaluation__isnull=False).first()
    if booked:
        when = time_format(timezone.localtime(booked.starts_at), "TIME_FORMAT")
        raise Refused(_("%(time)s is booked. Cancel that evaluation if you cannot come.") % {"time": when})


def _short(offered: Collection[int], *, next_to: Collection[int]) -> set[int]:
    """Quarters in runs that are too short, among and beside those that have changed."""
    beside = {quarter + step for quarter in next_to for step in (-1, 0, 1)}
    short = [run for run in quarters.runs(offered) if len(run) < SHORTEST]
    return {quarter for run in short for quarter in run if quarter in beside}


def close_free(user: User, unwanted: Collection[int]) -> None:
    """Take back those of these quarters that nobody has booked, and stumps that are too short to be used."""
    free = Slot.objects.filter(evaluator=user, quarter__in=unwanted, evaluation=None)
    gone = list(free.values_list("quarter", flat=True))
    free.delete()
    if gone:
        stumps = _short(_offered(user, gone), next_to=gone)
        Slot.objects.filter(evaluator=user, quarter__in=stumps, evaluation=None).delete()


def make_free(user: User, span: Collection[int]) -> None:
    """Open these quarters for somebody who has just said yes to them, however near they are."""
    there = set(Slot.objects.filter(evaluator=user, quarter__in=span).values_list("quarter", flat=True))
    new = [quarter for quarter in span if quarter not in there]
    Slot.objects.bulk_create(Slot(evaluator=user, quarter=quarter) for quarter in new)


def promise(user: User, span: Collection[int], evaluation: Evaluation) -> None:
    """Take these quarters for an evaluation. Raises IntegrityError if one is promised otherwise."""
    make_free(user, span)
    free = Slot.objects.filter(evaluator=user, quarter__in=span, evaluation=None)
    if free.update(evaluation=evaluation) != len(span):
        raise IntegrityError("a slot is gone")


def release(evaluation: Evaluation, *, withdraw: bool) -> None:
    """Free the evaluator's time again; or take it back, when it is they who cannot come."""
    slots = Slot.objects.filter(evaluation=evaluation)
    if not withdraw:
        slots.update(evaluation=None)
        wake.time_has_opened(evaluation.cohort)
        return
    gone = list(slots.values_list("quarter", flat=True))
    slots.update(evaluation=None)
    close_free(evaluation.evaluator, gone)
