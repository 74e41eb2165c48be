"""The life of an evaluation between its booking and the mark."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.models import Attempt
from projects.refusals import Refused

from . import announce, ledger, points, slots
from .models import Entry, Evaluation, Presence
from .sheet_file import CHEAT, CHEAT_MARK, CONCERNING, BadAnswer

SHORTEST_COMMENT = 30  # characters

State = Evaluation.State


def missing(attempt: Attempt) -> int:
    """How many evaluations can still be booked."""
    taken = attempt.evaluations.filter(state__in=Evaluation.COUNTING).count()
    return max(0, attempt.team.project.evaluations - taken)


def owed_by_commons(attempt: Attempt) -> int:
    """Evaluations that stand in for dismissed ones: the team has paid for those already."""
    dismissed = attempt.evaluations.filter(state=State.DISMISSED).count()
    given = attempt.evaluations.filter(paid_by_commons=True).exclude(entries__reason=Entry.Reason.REFUND)
    return dismissed - given.count()


def peer_mark(attempt: Attempt) -> int | None:
    """The floor of the plain mean once every evaluation is done. Proven cheating is not averaged away."""
    done = attempt.evaluations.filter(state=State.DONE)
    marks = [mark for mark in done.values_list("mark", flat=True) if mark is not None]
    if not marks or len(marks) < attempt.team.project.evaluations:
        return None
    return CHEAT_MARK if CHEAT_MARK in marks else sum(marks) // len(marks)


def open_one(evaluation: Evaluation) -> Evaluation:
    """The row as it is now, with this transaction's turn to change it. Raises Refused when it has ended."""
    ledger.lock(evaluation.cohort)
    evaluation = Evaluation.objects.select_related(
        "attempt__team__project", "team", "cohort", "evaluator"
    ).get(pk=evaluation.pk)
    if evaluation.state != State.BOOKED:
        raise Refused(_("This evaluation is already over."))
    return evaluation


def end(evaluation: Evaluation, state: Evaluation.State, *, by: User | None, **changes: Any) -> None:
    """Leave the state 'booked' for good. Time that is no longer needed becomes free."""
    changes |= {"state": state, "ended_at": timezone.now(), "ended_by": by}
    if not Evaluation.objects.filter(pk=evaluation.pk, state=State.BOOKED).update(**changes):
        raise Refused(_("This evaluation is already over."))
    evaluation.refresh_from_db()
    if not evaluation.is_filled:
        Presence.objects.filter(evaluation=evaluation).delete()
        gone = state in (State.CANCELLED_BY_EVALUATOR, State.NO_SHOW_EVALUATOR)
        slots.release(evaluation, withdraw=gone)
    announce.evaluation_changed(evaluation)


@transaction.atomic
def fill(
    evaluation: Evaluation,
    *,
    by: User,
    answers: Mapping[str, Any],
    flag: str,
    comment: str,
) -> Evaluation:
    """Hand in the sheet. The evaluator is paid whatever it says. Raises Refused."""
    evaluation = open_one(evaluation)
    if evaluation.evaluator_id != by.pk:
        raise Refused(_("Only the evaluator fills the sheet."))
    if evaluation.met_at is None:
        raise Refused(_("Type the code from the team's screen first."))
    sheet = evaluation.asked
    try:
        complete = sheet.complete(answers)
    except BadAnswer:
        raise Refused(_("These answers do not fit the sheet. Load the page again.")) from None
    if flag not in sheet.flags or flag == CONCERNING:
        raise Refused(_("Choose one of the flags."))
    if len(comment.strip()) < SHORTEST_COMMENT:
        raise Refused(_("Write a comment of at least 30 characters: it is what the team learns from."))
    end(
        evaluation,
        State.REFERRED if flag == CHEAT else State.DONE,
        by=by,
        answers=complete,
        flag=flag,
        comment=comment.strip(),
        mark=sheet.mark(complete, flag=flag),
        filled_at=timezone.now(),
        draft={},
    )
    points.earn(evaluation, by=by)
    return evaluation


@transaction.atomic
def tell_staff(evaluation: Evaluation, *, by: User, concern: str) -> None:
    """A concerning situation, in the evaluator's words. It changes no mark and the team never sees it."""
    evaluation = open_one(evaluation)
    if evaluation.evaluator_id != by.pk or evaluation.met_at is None:
        raise Refused(_("Only the evaluator can do this, once both sides have met."))
    Evaluation.objects.filter(pk=evaluation.pk).update(concern=concern.strip())


@transaction.atomic
def decide(evaluation: Evaluation, *, by: User, upheld: bool, reason: str) -> Evaluation:
    """Staff have heard both sides of a report of cheating. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff decide about cheating."))
    if not reason.strip():
        raise Refused(_("Say why: both sides will read it."))
    ledger.lock(evaluation.cohort)
    decision: dict[str, Any] = {
        "decided_at": timezone.now(),
        "decided_by": by,
        "decision_reason": reason.strip(),
    }
    decision |= {"state": State.DONE, "mark": CHEAT_MARK} if upheld else {"state": State.DISMISSED}
    if not Evaluation.objects.filter(pk=evaluation.pk, state=State.REFERRED).update(**decision):
        raise Refused(_("There is nothing to decide about this evaluation."))
    evaluation.refresh_from_db()
    announce.evaluation_changed(evaluation)
    return evaluation
