"""The one place from which news goes out. A row is the news; mail and push follow it, after commit."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

from academy.people import waking

from .kinds import NEWS, Kind
from .models import Channel, Notice, PushTarget, Switch
from .words import Word, fill, kept

Way = Notice.Way
_nobody_listens: ContextVar[bool] = ContextVar("nobody_listens", default=False)


@contextmanager
def to_nobody() -> Iterator[None]:
    """Within this block nothing is told: simulated people read no news."""
    token = _nobody_listens.set(True)
    try:
        yield
    finally:
        _nobody_listens.reset(token)


def tell(people: Iterable[int], name: str, *, key: str, url: str, **about: Word) -> None:
    """Tell these people (their ids) the news of this name; `key` says what happened, `url` where to look.

    Called inside the transaction of what happened, so that both are there or neither. Told again with the
    same key it does nothing. `about` fills the sentence and must not hold the name of a person; a word that
    is missing there raises KeyError.
    """
    if _nobody_listens.get():
        return
    ids = sorted(set(people))
    news, said = NEWS[name], kept(about)
    kind = news.kind
    fill(news.title, said), fill(news.note, said)
    wishes, pushed = _wishes(ids, kind), _pushed(ids)
    rows = [
        Notice(
            person_id=person,
            name=name,
            key=key,
            url=url,
            about=said,
            listed=kind.kept or wants(kind, Channel.PAGE, wishes.get(person, {})),
            mail=_way(wants(kind, Channel.MAIL, wishes.get(person, {}))),
            push=_way(person in pushed and wants(kind, Channel.PUSH, wishes.get(person, {}))),
        )
        for person in ids
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    waking.wake(*[waking.group_of_person(person) for person in ids])


def untold(name: str, keys: Iterable[str]) -> set[str]:
    """Those keys of which nobody has been told yet: a clock asks before it tells."""
    wanted = set(keys)
    return wanted - set(Notice.objects.filter(name=name, key__in=wanted).values_list("key", flat=True))


Wishes = dict[str, bool]  # channel → on, where somebody has said so


def wants(kind: Kind, channel: str, wishes: Wishes) -> bool:
    return wishes.get(channel, kind.by_default(channel))


def _wishes(people: list[int], kind: Kind) -> dict[int, Wishes]:
    found: dict[int, Wishes] = {}
    for person, channel, on in Switch.objects.filter(person__in=people, kind=kind.name).values_list(
        "person", "channel", "on"
    ):
        found.setdefault(person, {})[channel] = on
    return found


def _pushed(people: list[int]) -> set[int]:
    """Those with a browser that can be told."""
    if not settings.PUSH_PRIVATE_KEY:
        return set()
    return set(PushTarget.objects.filter(person__in=people).values_list("person", flat=True))


def _way(wanted: bool) -> Notice.Way:
    return Way.WAITING if wanted else Way.OFF
