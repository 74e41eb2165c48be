"""What the clock does."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeVar

from celery import shared_task
from django.utils import timezone

from academy import journey
from academy.people.models import Cohort
from projects.models import Attempt
from projects.refusals import Refused

from . import (
    again,
    alarms,
    attendance,
    availability,
    fallback,
    feedback,
    hearings,
    mentors,
    news,
    sales,
    standby,
    waiting,
    weekly,
)
from .audit import audit
from .models import Alarm, Pattern, Waiting

log = logging.getLogger(__name__)
Row = TypeVar("Row")


def each(act: Callable[[Row], object], rows: Iterable[Row]) -> None:
    """Each row has its own transaction; one that fails holds up no other."""
    for row in rows:
        try:
            again.when_blocked(act)(row)
        except Exception:
            log.exception("%s failed for %s.", act.__name__, row)


@shared_task
def close_overdue() -> None:
    """Called by Celery beat every minute."""
    each(attendance.close_overdue, attendance.overdue(timezone.now()))


@shared_task
def complete_supervised() -> None:
    """Called every ten minutes: marks that wait for a supervisor whose link has run out."""
    rows = Attempt.objects.filter(state=Attempt.State.EVALUATION, team__project__mentor=True)
    each(journey.complete, rows.select_related("team__project"))


@shared_task
def weekly_acts() -> None:
    """Called every ten minutes; each cohort's turn comes on Monday morning in its own zone."""
    each(act_of_the_week, weekly.due(timezone.now()))


def act_of_the_week(cohort: Cohort) -> None:
    weekly.act(cohort, timezone.now())


@shared_task
def review_sales() -> None:
    """Called every ten minutes, so that a sale is announced also when nobody books."""
    each(sales.review, Cohort.objects.filter(accounts__isnull=False).distinct())


@shared_task
def check_points() -> None:
    """Called every night: looks at all invariants of all cohorts, and tells staff when one is broken."""
    each(check, Cohort.objects.all())


def check(cohort: Cohort) -> list[str]:
    """What is wrong with the points of a cohort; the alarm follows it."""
    problems = audit(cohort)
    alarms.put(cohort, Alarm.Kind.CHECK, problems)
    return problems


@shared_task
def conclude_seconded() -> None:
    """Reports of cheating on which two evaluators agree and the team kept silent."""
    for evaluation, second in hearings.seconded(timezone.now()):
        try:
            journey.agree(evaluation, second=second)
        except Refused:
            log.info("Evaluation %s was decided meanwhile.", evaluation.key)


@shared_task
def remind_of_feedback() -> None:
    """One gentle letter for each feedback that is due soon."""
    feedback.remind(timezone.now())


@shared_task
def remind_of_evaluations() -> None:
    """Called every minute: what begins within the hour."""
    news.soon(timezone.now())


@shared_task
def ask_helpers() -> None:
    """Called every ten minutes: staff and mentors are asked for teams that found nobody."""
    news.nobody_found(fallback.asked())
    news.mentors_wanted(mentors.waiting())


@shared_task
def serve_waiting(cohort_id: int) -> None:
    """Time has opened: book for those who wait. Delivered twice, it books nothing twice."""
    cohort = Cohort.objects.filter(pk=cohort_id).first()
    if cohort:
        waiting.serve(cohort)


@shared_task
def sweep_waiting() -> None:
    """Called by Celery beat: finds what a lost message has left."""
    waits = Waiting.objects.filter(state=Waiting.State.WAITING)
    each(waiting.serve, Cohort.objects.filter(pk__in=waits.values("cohort")))


@shared_task
def end_left_waiting() -> None:
    """Called every night: searches that stayed open when their team left, before leaving ended them."""
    waits = Waiting.objects.filter(state=Waiting.State.WAITING)
    each(waiting.end_left, Cohort.objects.filter(pk__in=waits.values("cohort")))


@shared_task
def fill_weekly_times() -> None:
    """Called by Celery beat: slots for the days that have come within two weeks."""
    offering = Cohort.objects.filter(enrolments__user__in=Pattern.objects.values("user")).distinct()
    each(availability.fill_all, offering)


@shared_task
def call_standbys() -> None:
    """Called by Celery beat: asks the standby where an evaluator has not checked in."""
    now = timezone.now()
    for cohort in Cohort.objects.filter(standbys__day__gte=(now - timedelta(days=1)).date()).distinct():
        each(standby.call, standby.without_check_in(cohort, now))
