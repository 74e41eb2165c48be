"""News leaves the house in the background: no page waits for a mail server."""

from celery import shared_task
from django.utils import timezone

from . import inbox, post
from .push import sending


@shared_task
def deliver() -> None:
    """Called by Celery beat every few seconds; delivered twice, it sends nothing twice."""
    post.send_due(timezone.now())


@shared_task
def push() -> None:
    """The same to browsers. A service that is away is asked again in a later turn."""
    sending.send_due(timezone.now())


@shared_task
def forget_old() -> None:
    """Called every night."""
    inbox.forget_old(timezone.now())
