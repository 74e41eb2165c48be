"""What staff change about somebody's time and tries: each with a reason, and each can be set back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import User

from .models import Attempt, Sitting
from .refusals import Refused

MOST_MINUTES = 240  # that an exam is extended at once; more is a slip of the finger


@transaction.atomic
def refund(attempt: Attempt, *, by: User, reason: str) -> Attempt:
    """The attempt costs nothing: the next one may begin now, and the waits do not grow. Raises Refused."""
    _check(by, reason)
    attempt = _latest_ended(attempt)
    if attempt.refunded:
        raise Refused(_("This attempt has been given back already."))
    return _set(attempt, acts.Kind.REFUND, refunded=True, retry_at=timezone.now(), by=by, reason=reason)


@transaction.atomic
def take_refund_back(attempt: Attempt, *, retry_at: datetime | None, by: User, reason: str) -> Attempt:
    """The attempt counts again, with the wait that it had. Raises Refused."""
    _check(by, reason)
    attempt = _latest_ended(attempt)
    if not attempt.refunded:
        raise Refused(_("This attempt counts already."))
    return _set(attempt, acts.Kind.REFUND_BACK, refunded=False, retry_at=retry_at, by=by, reason=reason)


@transaction.atomic
def set_wait(attempt: Attempt, *, until: datetime | None, by: User, reason: str) -> Attempt:
    """From when on the next attempt may begin. Raises Refused."""
    _check(by, reason)
    attempt = _latest_ended(attempt)
    return _set(attempt, acts.Kind.COOLDOWN, refunded=attempt.refunded, retry_at=until, by=by, reason=reason)


@transaction.atomic
def move_exam_end(sitting: Sitting, *, minutes: int, by: User, reason: str) -> Sitting:
    """More time for one person's exam, or less below zero. Raises Refused."""
    _check(by, reason)
    if not 1 <= abs(minutes) <= MOST_MINUTES:
        raise Refused(_("Give between 1 and %(most)d minutes.") % {"most": MOST_MINUTES})
    row = Sitting.objects.select_for_update().filter(pk=sitting.pk, ended_at=None).first()
    if row is None:
        raise Refused(_("This exam is over."))
    before, after = row.ends_at, row.ends_at + timedelta(minutes=minutes)
    if after <= timezone.now():
        raise Refused(_("This time is over already."))
    Sitting.objects.filter(pk=row.pk).update(ends_at=after)
    acts.write(
        acts.Kind.EXAM_TIME,
        by=by,
        people=[row.user],
        what=row.attempt.title,
        ref=row,
        reason=reason,
        before={"ends_at": before.isoformat()},
        after={"ends_at": after.isoformat()},
    )
    return row


def _check(by: User, reason: str) -> None:
    if not by.is_staff:
        raise Refused(_("Only staff give time and tries."))
    if not reason.strip():
        raise Refused(_("Say why: the person will read it."))


def _latest_ended(attempt: Attempt) -> Attempt:
    """The row as it is now. A later attempt has used what this one allowed."""
    fresh = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if fresh.ended_at is None:
        raise Refused(_("This attempt is still under way."))
    if fresh.team.attempts.filter(number__gt=fresh.number).exists():
        raise Refused(_("The next attempt has begun already."))
    return fresh


def _set(
    attempt: Attempt,
    kind: acts.Kind,
    *,
    refunded: bool,
    retry_at: datetime | None,
    by: User,
    reason: str,
) -> Attempt:
    before = attempt.retry_at
    Attempt.objects.filter(pk=attempt.pk).update(refunded=refunded, retry_at=retry_at)
    attempt.refresh_from_db()
    acts.write(
        kind,
        by=by,
        people=attempt.team.members.all(),
        what=attempt.title,
        ref=attempt,
        reason=reason,
        before={"retry_at": before.isoformat() if before else None},
        after={"retry_at": retry_at.isoformat() if retry_at else None},
    )
    return attempt
