"""Letters to people, each in their own language."""

from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from .models import Invitation

log = structlog.get_logger()


def mail_invitations() -> None:
    """Send every invitation that is still to go out, over one connection.

    A mail server that cannot be reached ends the round; the next one starts there again.
    """
    waiting = Invitation.objects.keeping_a_place().filter(mailed_at__isnull=True, mail_trouble="")
    # One connection for a whole cohort: many servers count connections, and each costs a handshake.
    with get_connection() as connection:
        for invitation in waiting.select_related("cohort", "school_class", "invited_by"):
            if claim(invitation):
                deliver(invitation, connection=connection)


def claim(invitation: Invitation) -> bool:
    """Two rounds at once must not send one letter twice."""
    unsent = Invitation.objects.filter(pk=invitation.pk, mailed_at__isnull=True)
    return bool(unsent.update(mailed_at=timezone.now()))


def deliver(invitation: Invitation, *, connection: BaseEmailBackend) -> None:
    """A refused address is noted for staff; any other failure gives the letter back and is raised."""
    row = Invitation.objects.filter(pk=invitation.pk)
    try:
        letter(invitation, connection=connection).send()
    except SMTPRecipientsRefused as error:
        said = "; ".join(
            f"{code} {text.decode(errors='replace')}" for code, text in error.recipients.values()
        )
        row.update(mailed_at=None, mail_trouble=said[:200])
        log.warning("invitation_refused", invitation=invitation.pk, said=said)
    except (SMTPException, OSError):
        row.update(mailed_at=None)
        raise


def letter(invitation: Invitation, *, connection: BaseEmailBackend) -> EmailMessage:
    with translation.override(invitation.language):
        context = {"invitation": invitation, "link": link_of(invitation)}
        subject = render_to_string("people/mail/invitation_subject.txt", context).strip()
        text = render_to_string("people/mail/invitation.txt", context)
    return EmailMessage(subject, text, to=[invitation.email], connection=connection)


def link_of(invitation: Invitation) -> str:
    return settings.SITE_URL + reverse("people:accept", args=[invitation.token])
