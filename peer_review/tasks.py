"""What the clock does."""

import logging

from celery import shared_task
from django.utils import timezone

from . import attendance

log = logging.getLogger(__name__)


@shared_task
def close_overdue() -> None:
    """Called by Celery beat. Each evaluation has its own transaction; one that fails holds up no other."""
    for evaluation in attendance.overdue(timezone.now()):
        try:
            attendance.close_overdue(evaluation)
        except Exception:
            log.exception("Evaluation %s could not be closed.", evaluation.key)
