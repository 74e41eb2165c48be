"""The life of an evaluation between its booking and the mark."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import User
from projects.models import Attempt, Membership
from projects.refusals import Refused

from . import announce, hearings, ledger, market_settings, news, points, resumed, slots
from .models import Choice, Entry, Evaluation, Extra, MarketSettings, Presence, SupervisorSheet
from .quality.one_more import latest_estimate
from .sheet_file import BONUS, CHEAT, CHEAT_MARK, CONCERNING, FULL_MARK, BadAnswer

SHORTEST_COMMENT = 30  # characters

State = Evaluation.State


def missing(attempt: Attempt) -> int:
    """How many evaluations can still be booked."""
    return missing_of([attempt])[attempt.pk]


def missing_of(attempts: Iterable[Attempt]) -> dict[int, int]:
    """For each attempt how many evaluations can still be booked; in two queries however many there are."""
    by_id = {attempt.pk: attempt for attempt in attempts}
    left = {pk: _asked_by_project(attempt) for pk, attempt in by_id.items()}
    extras = Extra.objects.filter(attempt__in=by_id).order_by().values_list("attempt", "asked_at")
    taken = Evaluation.objects.filter(attempt__in=by_id, state__in=Evaluation.COUNTING)
    taken = taken.exclude(choice__door=Choice.Door.MENTOR)  # which stands beside those of the peers
    for pk, at in extras:
        left[pk] += _counts(by_id[pk], at)
    for pk, at in taken.order_by().values_list("attempt", "booked_at"):
        left[pk] -= _counts(by_id[pk], at)
    return {pk: max(0, count) for pk, count in left.items()}


def _asked_by_project(attempt: Attempt) -> int:
    return 0 if attempt.state == Attempt.State.FINISHED else attempt.team.project.evaluations


def _counts(attempt: Attempt, at: datetime) -> bool:
    """One that has its mark is evaluated again only where somebody asked for it afterwards."""
    return attempt.state != Attempt.State.FINISHED or attempt.ended_at is None or at >= attempt.ended_at


def is_open(attempt: Attempt, missing: int) -> bool:
    """Whether its team may book: it waits for its peers, or is to be looked at once more after its mark."""
    again = attempt.state == Attempt.State.FINISHED and missing > 0
    return attempt.state == Attempt.State.EVALUATION or again


def needed(attempt: Attempt) -> int:
    """How many evaluations make its mark."""
    project = attempt.team.project
    return project.evaluations + int(project.mentor) + attempt.extras.count()


def owed_by_commons(attempt: Attempt) -> int:
    """Evaluations that stand in for dismissed ones, which were paid for, or that were asked for besides."""
    owed = attempt.evaluations.filter(state=State.DISMISSED).count() + attempt.extras.count()
    if owed == 0:
        return 0
    given = attempt.evaluations.filter(paid_by_commons=True).exclude(choice__door=Choice.Door.MENTOR)
    return owed - given.exclude(entries__reason=Entry.Reason.REFUND).count()


def peer_mark(attempt: Attempt) -> int | None:
    """The floor of the plain mean once every evaluation is done. Proven cheating is not averaged away.

    Evaluations by mentors and staff weigh what the cohort says; a cohort may prefer the calibrated estimate.
    """
    done = list(attempt.evaluations.filter(state=State.DONE).only("attempt", "cohort", "mark", "weight"))
    if not done or len(done) < needed(attempt):
        return None
    if any(one.mark == CHEAT_MARK for one in done):
        return CHEAT_MARK
    if waits_for_supervisor(attempt):
        return None
    calibrated = market_settings.settings_by_id(done[0].cohort_id).calibrated_marks
    if calibrated and (estimate := latest_estimate(attempt)):
        return max(0, min(FULL_MARK + BONUS, int(estimate.worth)))
    return mean_of([*done, *supervised(attempt)])


def supervised(attempt: Attempt) -> list[SupervisorSheet]:
    """Sheets of supervisors that count."""
    return list(attempt.supervisor_sheets.filter(filled_at__isnull=False, weight__gte=1))


def waits_for_supervisor(attempt: Attempt) -> bool:
    """Whether the word of a supervisor may still come: nobody has been asked, or a link is still good."""
    if not attempt.team.project.mentor or attempt.state == Attempt.State.FINISHED:
        return False
    sheets = list(attempt.supervisor_sheets.all())
    if any(sheet.filled_at for sheet in sheets):
        return False
    return not sheets or any(sheet.expires_at > timezone.now() for sheet in sheets)


def mean_of(done: Sequence[Evaluation | SupervisorSheet]) -> int:
    """The floor of the mean, each mark by its weight."""
    return sum((one.mark or 0) * one.weight for one in done) // sum(one.weight for one in done)


def weight_of(evaluator: User, settings: MarketSettings) -> int:
    weights = {User.Role.STAFF: settings.staff_weight, User.Role.MENTOR: settings.mentor_weight}
    return weights.get(User.Role(evaluator.role), 1)


def open_one(evaluation: Evaluation, *related: str) -> Evaluation:
    """The row as it is now, with this transaction's turn to change it. Raises Refused when it has ended.

    `related` names what is read along with it, where more than the row is needed.
    """
    cohort = evaluation.cohort
    ledger.lock(cohort)
    rows = Evaluation.objects.select_related(*related) if related else Evaluation.objects
    evaluation = rows.get(pk=evaluation.pk)
    if evaluation.state != State.BOOKED:
        raise Refused(_("This evaluation is already over."))
    evaluation.cohort = cohort
    return evaluation


def is_on_team(user: User, evaluation: Evaluation) -> bool:
    """Whether this person is evaluated, asked without reading the team."""
    return Membership.objects.filter(team=evaluation.team_id, user=user).exists()


def end(evaluation: Evaluation, state: Evaluation.State, *, by: User | None, **changes: Any) -> None:
    """Leave the state 'booked' for good. Time that is no longer needed becomes free.

    The row is one that `open_one` has just read: it gets the changes without being read again.
    """
    changes |= {"state": state, "ended_at": timezone.now(), "ended_by": by}
    if not Evaluation.objects.filter(pk=evaluation.pk, state=State.BOOKED).update(**changes):
        raise Refused(_("This evaluation is already over."))
    for name, value in changes.items():
        setattr(evaluation, name, value)
    if not evaluation.is_filled:
        Presence.objects.filter(evaluation=evaluation).delete()
        gone = state in (State.CANCELLED_BY_EVALUATOR, State.NO_SHOW_EVALUATOR)
        slots.release(evaluation, withdraw=gone)
        if gone:
            resumed.search(evaluation.attempt_id)
    news.ended(evaluation)
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
    evaluation = open_one(evaluation, "attempt__team__project", "sheet")
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
        weight=weight_of(by, market_settings.settings_of(evaluation.cohort)),
        filled_at=timezone.now(),
        draft={},
    )
    if evaluation.state == State.REFERRED:
        hearings.open_for(evaluation)
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
    evaluation = conclude(evaluation, by=by, upheld=upheld, reason=reason)
    acts.write(
        acts.Kind.CHEATING,
        by=by,
        people=evaluation.team.members.all(),
        cohort=evaluation.cohort,
        what=evaluation.attempt.title,
        ref=evaluation,
        reason=reason,
        before={"state": State.REFERRED},
        after={"state": evaluation.state},
    )
    return evaluation


@transaction.atomic
def conclude(evaluation: Evaluation, *, by: User, upheld: bool, reason: str) -> Evaluation:
    """A second person ends a report. Upheld it is -42, but not before the team was heard. Raises Refused."""
    ledger.lock(evaluation.cohort)
    hearings.check_second_person(evaluation, by)
    if upheld:
        hearings.check_heard(evaluation)
    decision: dict[str, Any] = {
        "decided_at": timezone.now(),
        "decided_by": by,
        "decision_reason": reason.strip(),
    }
    decision |= {"state": State.DONE, "mark": CHEAT_MARK} if upheld else {"state": State.DISMISSED}
    if not Evaluation.objects.filter(pk=evaluation.pk, state=State.REFERRED).update(**decision):
        raise Refused(_("There is nothing to decide about this evaluation."))
    evaluation.refresh_from_db()
    if not upheld:
        resumed.search(evaluation.attempt_id)
    news.report_decided(evaluation)
    announce.evaluation_changed(evaluation)
    return evaluation
