"""Mail: what happens within a while becomes one letter, and nights stay quiet. See docs/notices.md.

A mail server that is away gives the letter back to the next round.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from academy.people.languages import spoken_by
from academy.people.models import User

from . import rounds
from .models import Notice

MOST_LINES = 20  # in one letter
RHYTHM = rounds.Rhythm(
    "mail",
    "mailed_at",
    gather=timedelta(minutes=10),
    between=timedelta(hours=1),
    stale=timedelta(days=2),
)

log = structlog.get_logger()


def send_due(now: datetime) -> int:
    """Write to everybody whose letter is due; says to how many.

    Raises OSError or SMTPException when the mail server cannot be reached.
    """
    rounds.leave_out(RHYTHM, now)
    due = rounds.due(RHYTHM, now)
    if not due:
        return 0
    sent = 0
    with get_connection() as connection:  # one for all: each costs a handshake
        for person in rounds.people(due):
            if notices := rounds.claim(RHYTHM, person, now):
                _deliver(letter(person, notices, due[person.pk]), notices, connection)
                sent += 1
    return sent


def _deliver(message: EmailMessage, notices: Sequence[Notice], connection: object) -> None:
    message.connection = connection  # type: ignore[assignment]
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        rounds.mark(RHYTHM, notices, Notice.Way.LEFT)
        log.warning("notice_refused", person=notices[0].person_id, said=str(error)[:200])
    except (SMTPException, OSError):
        rounds.give_back(RHYTHM, notices, at_once=True)
        raise


def letter(person: User, notices: Sequence[Notice], zone: ZoneInfo) -> EmailMessage:
    """One letter about all of these, in the person's language and time."""
    switches = settings.SITE_URL + reverse("notices:switches")
    with spoken_by(person), timezone.override(zone):
        context = {
            "name": person.display_name,
            "lines": list(_lines(notices[:MOST_LINES])),
            "count": len(notices),
            "more": max(0, len(notices) - MOST_LINES),
            "page": settings.SITE_URL + reverse("notices:index"),
            "switches": switches,
        }
        subject = render_to_string("notices/mail/letter_subject.txt", context).strip()
        text = render_to_string("notices/mail/letter.txt", context)
    return EmailMessage(subject, text, to=[person.email], headers={"List-Unsubscribe": f"<{switches}>"})


def _lines(notices: Sequence[Notice]) -> Iterator[dict[str, str]]:
    for notice in notices:
        link = settings.SITE_URL + reverse("notices:open", args=[notice.pk])
        yield {"title": notice.title, "note": notice.note, "link": link}
