"""What Celery runs."""

from celery import shared_task

from . import order
from .models import Rehearsal


@shared_task
def rehearse(rehearsal_id: int) -> None:
    """Takes minutes; delivered twice, it plays once."""
    rehearsal = Rehearsal.objects.select_related("cohort").filter(pk=rehearsal_id).first()
    if rehearsal:
        order.carry_out(rehearsal)
