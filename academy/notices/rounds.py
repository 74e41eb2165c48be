"""When news that waits is due, by mail or by push: gathered, not too often, and not at night.

What is sent is claimed before, so two rounds at once send it once. See docs/notices.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from academy.people.models import User
from academy.people.zones import zones_of

from .kinds import NEWS
from .models import Mailbox, Notice

MOST_PEOPLE = 200  # in one round

Way = Notice.Way


@dataclass(frozen=True)
class Rhythm:
    """Of one way. `column` is its field of Notice, `clock` the field of Mailbox with its last time."""

    column: str
    clock: str
    gather: timedelta  # that the first of several waits for the others
    between: timedelta  # from one to the next for the same person
    stale: timedelta  # what could not be sent so long is no news

    @property
    def waiting(self) -> dict[str, str]:
        return {self.column: Way.WAITING}


def leave_out(rhythm: Rhythm, now: datetime) -> None:
    """What was read before, is too old, belongs to nobody any more, or has lost its sentence."""
    waiting = Notice.objects.filter(**rhythm.waiting)
    for needless in (
        waiting.filter(read_at__isnull=False),
        waiting.filter(told_at__lt=now - rhythm.stale),
        waiting.filter(person__is_active=False),
        waiting.exclude(name__in=NEWS),
    ):
        needless.update(**{rhythm.column: Way.LEFT})


def due(rhythm: Rhythm, now: datetime) -> dict[int, ZoneInfo]:
    """Whose turn it is, with where their clock stands; in three queries for any number."""
    waiting: dict[int, list[Notice]] = {}
    rows = Notice.objects.filter(**rhythm.waiting).order_by("told_at")
    for notice in rows.only("person", "name", "told_at"):
        waiting.setdefault(notice.person_id, []).append(notice)
    boxes = Mailbox.objects.in_bulk(waiting)
    zones = zones_of(waiting)
    return {
        person: zones[person]
        for person, notices in waiting.items()
        if _is_due(rhythm, boxes.get(person, Mailbox()), notices, now.astimezone(zones[person]))
    }


def people(due: dict[int, ZoneInfo]) -> list[User]:
    """Those of one round."""
    return list(User.objects.filter(pk__in=sorted(due)[:MOST_PEOPLE]))


def _is_due(rhythm: Rhythm, mailbox: Mailbox, notices: Sequence[Notice], now: datetime) -> bool:
    """`now` in the person's own zone; the oldest notice comes first."""
    if any(notice.news.urgent for notice in notices):
        return True
    last = getattr(mailbox, rhythm.clock)
    if now < notices[0].told_at + rhythm.gather or (last and now < last + rhythm.between):
        return False
    return not mailbox.is_quiet(now.hour)


@transaction.atomic
def claim(rhythm: Rhythm, person: User, now: datetime) -> list[Notice]:
    """The notices of this person's turn, which nobody else sends now; none if another round did."""
    mailbox, _created = Mailbox.objects.get_or_create(person=person)
    # The mailbox is read before the notices: whoever claimed between has moved its clock.
    notices = list(Notice.objects.filter(person=person, **rhythm.waiting).order_by("told_at", "pk"))
    seen = Mailbox.objects.filter(pk=mailbox.pk, **{rhythm.clock: getattr(mailbox, rhythm.clock)})
    if not notices or not seen.update(**{rhythm.clock: now}):
        return []
    mark(rhythm, notices, Way.SENT)
    return notices


def mark(rhythm: Rhythm, notices: Sequence[Notice], way: Notice.Way) -> None:
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    rows.update(**{rhythm.column: way})


def give_back(rhythm: Rhythm, notices: Sequence[Notice], *, at_once: bool) -> None:
    """It could not be sent. `at_once`: the next round tries again, else the next turn of the person."""
    mark(rhythm, notices, Way.WAITING)
    if at_once:
        Mailbox.objects.filter(person=notices[0].person_id).update(**{rhythm.clock: None})
