"""Push: what happens within a minute becomes one message, and nights stay quiet. See docs/notices.md."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from academy.people.languages import spoken_by
from academy.people.models import User

from .. import rounds
from ..models import Notice, PushTarget
from .services import Outcome, Services

MOST_LINES = 4  # of a message about several things
MOST_TITLE, MOST_BODY = 150, 500  # letters; with three bytes each it is less than a service takes
RHYTHM = rounds.Rhythm(
    "push",
    "pushed_at",
    gather=timedelta(minutes=1),
    between=timedelta(minutes=10),
    stale=timedelta(days=1),
)


def send_due(now: datetime) -> int:
    """Push to everybody whose turn it is; says to how many people it came through."""
    if not settings.PUSH_PRIVATE_KEY:
        return 0
    rounds.leave_out(RHYTHM, now)
    due, services, reached = rounds.due(RHYTHM, now), Services(), 0
    for person in rounds.people(due):
        if notices := rounds.claim(RHYTHM, person, now):
            reached += _deliver(person, notices, message(person, notices, due[person.pk]), services)
    return reached


def _deliver(person: User, notices: Sequence[Notice], text: bytes, services: Services) -> bool:
    """To each of their browsers. One that is gone is forgotten; with one that took it, it is sent."""
    urgent = any(notice.news.urgent for notice in notices)
    said = {}
    for target in person.push_targets.order_by("pk"):
        said[target.pk] = services.hand_over(target, text, urgent=urgent)
    PushTarget.objects.filter(pk__in=[pk for pk, outcome in said.items() if outcome == Outcome.GONE]).delete()
    if Outcome.TAKEN in said.values():
        return True
    if Outcome.AWAY in said.values():
        rounds.give_back(RHYTHM, notices, at_once=False)
    else:
        rounds.mark(RHYTHM, notices, Notice.Way.LEFT)
    return False


def message(person: User, notices: Sequence[Notice], zone: ZoneInfo) -> bytes:
    """What the browser shows: the sentences of the notices and nothing else, in their language and time."""
    with spoken_by(person), timezone.override(zone):
        lines = [{"title": notice.title} for notice in notices]
        title = render_to_string("notices/mail/letter_subject.txt", {"count": len(lines), "lines": lines})
        only = notices[0] if len(notices) == 1 else None
        body = only.note if only else "\n".join(line["title"] for line in lines[:MOST_LINES])
    told = {
        "title": title.strip()[:MOST_TITLE],
        "body": body[:MOST_BODY],
        "url": reverse("notices:open", args=[only.pk]) if only else reverse("notices:index"),
        "lang": person.language,
    }
    return json.dumps(told, ensure_ascii=False).encode()
