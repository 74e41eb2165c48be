"""Asking the worker to look at the waiting list, after commit. If that is lost, the next sweep finds it."""

from celery import current_app
from django.db import transaction

from academy.people.models import Cohort

from .models import Waiting


def time_has_opened(cohort: Cohort) -> None:
    """Somebody's time is free that was not: those who wait may get it."""
    transaction.on_commit(lambda: _ask(cohort.pk), robust=True)


def _ask(cohort_id: int) -> None:
    # Asked after commit, when nobody waits for a lock of ours.
    if Waiting.objects.filter(cohort=cohort_id, state=Waiting.State.WAITING).exists():
        current_app.send_task("peer_review.tasks.serve_waiting", [cohort_id])
