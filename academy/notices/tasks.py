"""News leaves the house in the background: no page waits for a mail server."""

from celery import shared_task
from django.utils import timezone

from . import inbox, post


@shared_task
def deliver() -> None:
    """Called by Celery beat every few seconds; delivered twice, it sends nothing twice."""
    post.send_due(timezone.now())


@shared_task
def forget_old() -> None:
    """Called every night."""
    inbox.forget_old(timezone.now())
