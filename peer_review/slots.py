"""Opening and closing time for evaluations."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from academy.people.models import Cohort, Enrolment, User
from academy.people.zones import cohort_of
from projects.refusals import Refused

from . import announce, ledger, quarters
from .models import Evaluation, Slot

SOONEST, LATEST = timedelta(minutes=30), timedelta(days=14)  # how far ahead a slot may be opened
SHORTEST = 2  # quarters in an unbroken run


def cohort_of_active(user: User) -> Cohort:
    """The cohort whose members this person may evaluate now. Raises Refused."""
    enrolment = user.enrolments.filter(state__in=Enrolment.PRESENT).select_related("cohort").first()
    if enrolment is None:
        raise Refused(_("Only trainees who are enrolled in a cohort take part in evaluations."))
    if enrolment.state == Enrolment.State.FROZEN:
        raise Refused(_("Your enrolment is frozen. Evaluations wait until the freeze ends."))
    return enrolment.cohort


def window(now: datetime) -> range:
    """The quarters that may be opened now."""
    return range(quarters.first_from(now + SOONEST), quarters.at(now + LATEST))


def next_quarter(moment: datetime) -> datetime:
    """The first start of a quarter that is not before `moment`."""
    return quarters.start(quarters.first_from(moment))


def open(user: User, starts_at: datetime, ends_at: datetime) -> int:
    """Offer all the time between two moments. Gives the number of new quarters. Raises Refused."""
    return offer(user, wanted=range(quarters.first_from(starts_at), quarters.at(ends_at)))


def close(user: User, starts_at: datetime, ends_at: datetime) -> int:
    """Take back all the time between two moments. Gives the number of quarters. Raises Refused."""
    return take_back(user, unwanted=range(quarters.first_from(starts_at), quarters.at(ends_at)))


@transaction.atomic
def offer(user: User, *, wanted: Collection[int]) -> int:
    """Offer these quarters; what is offered already stays. Gives the number of new ones. Raises Refused."""
    ledger.lock(cohort_of_active(user))
    if not wanted:
        raise Refused(_("Choose the time that you want to offer."))
    allowed = window(timezone.now())
    if min(wanted) not in allowed or max(wanted) not in allowed:
        raise Refused(_("Slots open from 30 minutes to 14 days ahead."))
    offered = _offered(user, wanted)
    afterwards = quarters.runs({*wanted, *offered})
    if any(len(run) < SHORTEST for run in afterwards if not set(run).isdisjoint(wanted)):
        raise Refused(_("A slot is at least 30 minutes long."))
    new = sorted(set(wanted) - offered)
    Slot.objects.bulk_create(Slot(evaluator=user, quarter=quarter) for quarter in new)
    announce.people_changed([user.pk])
    return len(new)


@transaction.atomic
def take_back(user: User, *, unwanted: Collection[int]) -> int:
    """Take back free quarters. Gives the number of those that were open. Raises Refused."""
    cohort = cohort_of(user)
    if cohort:  # a frozen trainee may still take time back
        ledger.lock(cohort)
    if not unwanted:
        raise Refused(_("Choose the time that you want to take back."))
    chosen = Slot.objects.filter(evaluator=user, quarter__in=unwanted)
    booked = chosen.filter(evaluation__isnull=False).first()
    if booked:
        when = time_format(timezone.localtime(booked.starts_at), "TIME_FORMAT")
        raise Refused(_("%(time)s is booked. Cancel that evaluation if you cannot come.") % {"time": when})
    if stumps(user, unwanted):
        raise Refused(_("What remains of a slot must be at least 30 minutes long. Take all of it back."))
    closed, _rows = chosen.filter(quarter__gt=quarters.at(timezone.now())).delete()
    announce.people_changed([user.pk])
    return closed


def stumps(user: User, removed: Collection[int]) -> set[int]:
    """The quarters next to `removed` that would be left in runs that are too short."""
    remaining = _offered(user, removed) - set(removed)
    neighbours = {quarter + step for quarter in removed for step in (-1, 1)}
    short = [run for run in quarters.runs(remaining) if len(run) < SHORTEST]
    return {quarter for run in short for quarter in run if quarter in neighbours}


def _offered(user: User, near: Collection[int]) -> set[int]:
    """The person's quarters among and around `near`, free or booked, far enough to judge lengths."""
    around = range(min(near) - SHORTEST, max(near) + SHORTEST + 1)
    rows = Slot.objects.filter(evaluator=user, quarter__range=(around.start, around.stop - 1))
    return set(rows.values_list("quarter", flat=True))


def release(evaluation: Evaluation, *, withdraw: bool) -> None:
    """Free the evaluator's time again; or take it back, with stumps, when it is they who cannot come."""
    slots = Slot.objects.filter(evaluation=evaluation)
    if not withdraw:
        slots.update(evaluation=None)
        return
    left_over = stumps(evaluation.evaluator, evaluation.span)
    slots.delete()
    Slot.objects.filter(evaluator=evaluation.evaluator, quarter__in=left_over, evaluation=None).delete()
