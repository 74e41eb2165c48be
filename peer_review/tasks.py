"""What the clock does."""

import logging

from celery import shared_task
from django.utils import timezone

from academy import journey
from projects.refusals import Refused

from . import attendance, feedback, hearings

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
