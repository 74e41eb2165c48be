"""What the clock does."""

import logging

from celery import shared_task
from django.utils import timezone

from academy import journey
from academy.people.models import Cohort
from projects.refusals import Refused

from . import attendance, availability, feedback, hearings, waiting
from .models import Pattern, Waiting

log = logging.getLogger(__name__)


@shared_task
def close_overdue() -> None:
    """Called by Celery beat. Each evaluation has its own transaction; one that fails holds up no other."""
    for evaluation in attendance.overdue(timezone.now()):
        try:
            attendance.close_overdue(evaluation)
        except Exception:
            log.exception("Evaluation %s could not be closed.", evaluation.key)


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
def serve_waiting(cohort_id: int) -> None:
    """Time has opened: book for those who wait. Delivered twice, it books nothing twice."""
    cohort = Cohort.objects.filter(pk=cohort_id).first()
    if cohort:
        waiting.serve(cohort)


@shared_task
def sweep_waiting() -> None:
    """Called by Celery beat: finds what a lost message has left."""
    waits = Waiting.objects.filter(state=Waiting.State.WAITING)
    for cohort in Cohort.objects.filter(pk__in=waits.values("cohort")):
        try:
            waiting.serve(cohort)
        except Exception:
            log.exception("The waiting list of %s could not be served.", cohort)


@shared_task
def fill_weekly_times() -> None:
    """Called by Celery beat: slots for the days that have come within two weeks."""
    for cohort in Cohort.objects.filter(enrolments__user__in=Pattern.objects.values("user")).distinct():
        try:
            availability.fill_all(cohort)
        except Exception:
            log.exception("The weekly times of %s could not be opened.", cohort)
