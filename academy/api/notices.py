"""What the caller has been told."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router

from academy.notices import inbox
from academy.notices.models import Notice
from academy.people.languages import spoken_by
from academy.people.zones import zones_of

from .auth import Caller, Token
from .schemas import NoticeOut, Problem, ReadIn, UnreadOut

AT_ONCE = 50
router = Router()


@router.get("", response={200: list[NoticeOut], 401: Problem})
def notices(request: Caller, unread: bool = False, offset: int = Query(0, ge=0)) -> list[dict[str, object]]:
    """What stands behind the bell, the newest first and at most 50 from `offset` on.

    In the language and the time zone of the caller.
    """
    rows = inbox.of(request.auth)
    if unread:
        rows = rows.filter(read_at__isnull=True)
    with spoken_by(request.auth), timezone.override(zones_of([request.auth.pk])[request.auth.pk]):
        return list(_said(rows[offset : offset + AT_ONCE]))


@router.post("read", auth=Token(write=True), response={200: UnreadOut, 401: Problem})
def read(request: Caller, what: ReadIn) -> dict[str, int]:
    """Everything told until that moment is read; what has come since stays new."""
    inbox.read(request.auth, until=what.until)
    return {"unread": inbox.unread(request.auth)}


@router.post(
    "{notice_id}/read", auth=Token(write=True), response={200: UnreadOut, 401: Problem, 404: Problem}
)
def read_one(request: Caller, notice_id: int) -> dict[str, int]:
    inbox.look_at(get_object_or_404(inbox.of(request.auth), pk=notice_id))
    return {"unread": inbox.unread(request.auth)}


def _said(rows: Iterable[Notice]) -> Iterator[dict[str, object]]:
    for notice in rows:
        yield {
            "id": notice.pk,
            "kind": notice.news.kind.name,
            "title": notice.title,
            "note": notice.note,
            "url": settings.SITE_URL + reverse("notices:open", args=[notice.pk]),
            "told_at": notice.told_at,
            "is_read": notice.read_at is not None,
        }
