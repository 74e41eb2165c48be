"""Changing a mark after the fact: never overwritten, always with a cause, and taken back the same way."""

from django.db import transaction
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import User

from . import experience, live, marks, news
from .models import Attempt, MarkCorrection
from .models.attempts import BEST_MARK, LOWEST_MARK
from .refusals import Refused

Cause = MarkCorrection.Cause


@transaction.atomic
def override(
    attempt: Attempt, *, mark: int, by: User, reason: str, cause: Cause = Cause.STAFF
) -> MarkCorrection:
    """Staff set the final mark. XP follows. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff correct marks."))
    if not LOWEST_MARK <= mark <= BEST_MARK:
        raise Refused(_("Marks go from −42 to 125."))
    attempt = _finished(attempt)
    return _change(attempt, mark=mark, peer=attempt.peer_mark, cause=cause, by=by, reason=reason)


@transaction.atomic
def recount(attempt: Attempt, *, peer_mark: int, cause: Cause, reason: str) -> MarkCorrection | None:
    """The peer part has changed: the final mark follows by its rule. None when nothing is different."""
    attempt = _finished(attempt)
    mark = marks.final(attempt.team.project, grader=attempt.grader_score, peer=peer_mark)
    if (mark, peer_mark) == (attempt.mark, attempt.peer_mark):
        return None
    return _change(attempt, mark=mark, peer=peer_mark, cause=cause, by=None, reason=reason)


@transaction.atomic
def undo(correction: MarkCorrection, *, by: User, reason: str) -> MarkCorrection:
    """Take the latest correction of an attempt back. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff correct marks."))
    attempt = _finished(correction.attempt)
    if attempt.corrections.last() != correction or correction.cause == Cause.UNDO:
        raise Refused(_("Only the latest correction can be taken back."))
    return _change(
        attempt,
        mark=correction.before,
        peer=correction.peer_before,
        cause=Cause.UNDO,
        by=by,
        reason=reason,
        undoes=correction,
    )


def _finished(attempt: Attempt) -> Attempt:
    """The row as it is now, with this transaction's turn to change it."""
    fresh = Attempt.objects.select_for_update().filter(pk=attempt.pk, state=Attempt.State.FINISHED).first()
    if fresh is None:
        raise Refused(_("This attempt has no mark yet."))
    return fresh


def _change(
    attempt: Attempt,
    *,
    mark: int,
    peer: int | None,
    cause: Cause,
    by: User | None,
    reason: str,
    undoes: MarkCorrection | None = None,
) -> MarkCorrection:
    if not reason.strip():
        raise Refused(_("Say why: the team will read it."))
    if attempt.mark is None or (mark, peer) == (attempt.mark, attempt.peer_mark):
        raise Refused(_("This is the mark already."))
    correction = MarkCorrection.objects.create(
        attempt=attempt,
        cause=cause,
        before=attempt.mark,
        after=mark,
        peer_before=attempt.peer_mark,
        peer_after=peer,
        by=by,
        reason=reason.strip(),
        undoes=undoes,
    )
    Attempt.objects.filter(pk=attempt.pk).update(mark=mark, peer_mark=peer)
    attempt.refresh_from_db()
    experience.correct(correction)
    _write_down(correction)
    news.mark_changed(correction)
    live.team_changed(attempt.team_id)
    return correction


def _write_down(correction: MarkCorrection) -> None:
    attempt = correction.attempt
    acts.write(
        acts.Kind.MARK_BACK if correction.undoes_id else acts.Kind.MARK,
        by=correction.by,
        people=attempt.team.members.all(),
        what=attempt.title,
        ref=correction,
        reason=correction.reason,
        before={"mark": correction.before},
        after={"mark": correction.after},
    )
