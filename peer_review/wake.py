"""Asking the worker to look at the waiting list, after commit. If that is lost, the next sweep finds it."""

from celery import current_app
from django.db import transaction

from academy.people.models import Cohort

from .models import Waiting


def time_has_opened(cohort: Cohort) -> None:
    """Somebody's time is free that was not: those who wait may get it."""
    if Waiting.objects.filter(cohort=cohort, state=Waiting.State.WAITING).exists():
        task = "peer_review.tasks.serve_waiting"
        transaction.on_commit(lambda: current_app.send_task(task, [cohort.pk]), robust=True)
