"""Teams that found nobody for two days: staff and mentors are asked. It costs the team nothing extra.

For projects whose evaluators are seniors they are asked at once: a first cohort has no seniors of its own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort, Enrolment, User
from projects.models import Membership, Project
from projects.refusals import Refused

from . import booking, evaluations, ledger, quarters
from .market_settings import settings_of
from .mentors import HELPERS, booked, met_by
from .models import Choice, Evaluation, Waiting


def asked(*, now: datetime | None = None, by: User | None = None) -> Sequence[Waiting]:
    """Every team of every cohort that has waited too long or asks for seniors, the oldest hand-in first.

    With `by` only those that this helper could take: nobody meets a team twice. Where everybody has left or
    pauses, nobody is asked for. The wait is that of the hand-in: looking anew for one that fell away does not
    begin it anew.
    """
    now = now or timezone.now()
    active = Enrolment.objects.filter(
        cohort=OuterRef(OuterRef("cohort")), state=Enrolment.State.ACTIVE
    ).values("user")
    present = Membership.objects.filter(team=OuterRef("attempt__team"), user__in=active)
    rows = Waiting.objects.filter(Exists(present), state=Waiting.State.WAITING)
    overdue = Q(attempt__team__project__evaluator=Project.Evaluator.SENIOR)
    for cohort in Cohort.objects.filter(pk__in=rows.values("cohort")):
        hours = settings_of(cohort).fallback_hours
        overdue |= Q(cohort=cohort, attempt__closed_at__lte=now - timedelta(hours=hours))
    if by is not None:
        rows = rows.exclude(attempt__team__in=met_by(by))
    ordered = rows.filter(overdue).order_by("attempt__closed_at", "pk")
    return list(ordered.select_related("attempt__team__project", "cohort"))


@transaction.atomic
def take(row: Waiting, *, by: User, starts_at: datetime) -> Evaluation:
    """Staff or a mentor evaluates at this time. Raises Refused."""
    ledger.lock(row.cohort)
    if by.role not in HELPERS:
        raise Refused(_("Only staff and mentors take these evaluations."))
    row = Waiting.objects.select_related("attempt__team__project", "cohort", "asked_by").get(pk=row.pk)
    if row.state != Waiting.State.WAITING or evaluations.missing(row.attempt) == 0:
        raise Refused(_("This team has found somebody. Thank you."))
    booking.check_time(row.attempt, cohort=row.cohort, starts_at=starts_at)
    _check_hours(row, starts_at)
    plan = booking.planned(row.attempt, cohort=row.cohort, starts_at=starts_at, by=row.asked_by)
    plan.evaluator = by
    booked(plan, door=Choice.Door.STAFF)
    if evaluations.missing(row.attempt) == 0:
        Waiting.objects.filter(pk=row.pk).update(state=Waiting.State.SERVED, ended_at=timezone.now())
    return plan


def _check_hours(row: Waiting, starts_at: datetime) -> None:
    wall = starts_at.astimezone(row.cohort.zone)
    begins = wall.hour * 4 + wall.minute // quarters.MINUTES
    length = row.attempt.team.project.evaluation_minutes // quarters.MINUTES
    if not row.opens <= begins <= row.closes - length:
        raise Refused(_("The team has said that it comes at other hours."))
    if wall.date() in row.days_away():
        raise Refused(_("The team has said that it does not come on that day."))
