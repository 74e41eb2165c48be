"""Mail: what happens within a while becomes one letter, and nights stay quiet. See docs/notices.md.

A letter is claimed before it is sent, so two rounds at once write it once; a mail server that is away gives
it back to the next round.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from academy.people.languages import spoken_by
from academy.people.models import User
from academy.people.zones import zones_of

from .kinds import NEWS
from .models import Mailbox, Notice

GATHER = timedelta(minutes=10)  # that the first of several waits for the others
BETWEEN = timedelta(hours=1)  # letters to one person
STALE = timedelta(days=2)  # what could not be sent so long is no news
MOST_PEOPLE = 200  # in one round
MOST_LINES = 20  # in one letter

Way = Notice.Way
log = structlog.get_logger()


def send_due(now: datetime) -> int:
    """Write to everybody whose letter is due; says to how many.

    Raises OSError or SMTPException when the mail server cannot be reached.
    """
    _leave_out(now)
    due = _due(now)
    if not due:
        return 0
    people = User.objects.filter(pk__in=sorted(due)[:MOST_PEOPLE])
    sent = 0
    with get_connection() as connection:  # one for all: each costs a handshake
        for person in people:
            if notices := _claim(person, now):
                _deliver(letter(person, notices, due[person.pk]), notices, connection)
                sent += 1
    return sent


def _due(now: datetime) -> dict[int, ZoneInfo]:
    """Whose letter is to be sent now, with where their clock stands; in three queries for any number."""
    waiting: dict[int, list[Notice]] = {}
    for notice in (
        Notice.objects.filter(mail=Way.WAITING).order_by("told_at").only("person", "name", "told_at")
    ):
        waiting.setdefault(notice.person_id, []).append(notice)
    boxes = Mailbox.objects.in_bulk(waiting)
    zones = zones_of(waiting)
    return {
        person: zones[person]
        for person, notices in waiting.items()
        if _is_due(boxes.get(person, Mailbox()), notices, now.astimezone(zones[person]))
    }


def _leave_out(now: datetime) -> None:
    """What was read before, is too old, belongs to nobody any more, or has lost its sentence."""
    waiting = Notice.objects.filter(mail=Way.WAITING)
    for needless in (
        waiting.filter(read_at__isnull=False),
        waiting.filter(told_at__lt=now - STALE),
        waiting.filter(person__is_active=False),
        waiting.exclude(name__in=NEWS),
    ):
        needless.update(mail=Way.LEFT)


def _is_due(mailbox: Mailbox, notices: Sequence[Notice], now: datetime) -> bool:
    """`now` in the person's own zone; the oldest notice comes first."""
    if any(notice.news.urgent for notice in notices):
        return True
    if now < notices[0].told_at + GATHER or (mailbox.mailed_at and now < mailbox.mailed_at + BETWEEN):
        return False
    return not mailbox.is_quiet(now.hour)


@transaction.atomic
def _claim(person: User, now: datetime) -> Sequence[Notice]:
    """The notices of this person's next letter, which nobody else sends now; none if another round did."""
    mailbox, _created = Mailbox.objects.get_or_create(person=person)
    # The mailbox is read before the notices: whoever claimed between has moved its clock.
    notices = list(Notice.objects.filter(person=person, mail=Way.WAITING).order_by("told_at", "pk"))
    seen = Mailbox.objects.filter(pk=mailbox.pk, mailed_at=mailbox.mailed_at)
    if not notices or not seen.update(mailed_at=now):
        return []
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail=Way.SENT)
    return notices


def _deliver(message: EmailMessage, notices: Sequence[Notice], connection: object) -> None:
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    message.connection = connection  # type: ignore[assignment]
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        rows.update(mail=Way.LEFT)
        log.warning("notice_refused", person=notices[0].person_id, said=str(error)[:200])
    except (SMTPException, OSError):
        rows.update(mail=Way.WAITING)
        Mailbox.objects.filter(person=notices[0].person_id).update(mailed_at=None)
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
