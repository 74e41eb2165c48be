"""Mail goes out in the background, so that no page waits for a mail server; old sessions go every night."""

from celery import shared_task
from django.core.management import call_command

from . import post


@shared_task
def mail_invitations() -> None:
    """Asked for after each invitation and every five minutes; delivered twice, it does nothing twice."""
    post.mail_invitations()


@shared_task
def clear_sessions() -> None:
    """Sessions that have run out are of no use to anybody but a thief of the database."""
    call_command("clearsessions")
