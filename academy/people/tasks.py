"""Mail goes out in the background, so that no page waits for a mail server."""

from celery import shared_task

from . import post


@shared_task
def mail_invitations() -> None:
    """Asked for after each invitation and every five minutes; delivered twice, it does nothing twice."""
    post.mail_invitations()
