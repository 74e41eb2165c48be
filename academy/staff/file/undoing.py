"""Undoing an act of staff by its opposite, or saying why that is not possible. Nothing is ever erased."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy import journey
from academy.people import doors
from academy.people.models import Enrolment, EnrolmentChange, StaffAct, User
from academy.people.refusals import Refused as PeopleRefused
from grader.models import Run
from peer_review import gifts
from peer_review.models import Entry
from projects import corrections, leniency, tracks
from projects.models import Attempt, MarkCorrection, Sitting, TrackChoice
from projects.refusals import Refused

from ..attention import steps
from ..models import Step

Kind = StaffAct.Kind
Row = TypeVar("Row", bound=models.Model)
Undo = Callable[[StaffAct, User, str], object]

WHY_NOT: dict[str, Promise] = {
    Kind.MARK_BACK: gettext_lazy("This took something back itself. Set the mark again instead."),
    Kind.REFUND_BACK: gettext_lazy("It took something back itself. Give the attempt back once more instead."),
    Kind.POINTS_BACK: gettext_lazy("This took something back itself. Give or take points instead."),
    Kind.ALARM_BACK: gettext_lazy("The alarm stands on the attention list; dismiss it there."),
    Kind.CHEATING: gettext_lazy("Both sides have read the decision. Set the mark of the attempt instead."),
    Kind.ABSENCE: gettext_lazy("Both sides have read the answer. Give or take points instead."),
    Kind.OBJECTION: gettext_lazy("The team has read the answer. Set the mark of the attempt instead."),
    Kind.SUPERVISOR: gettext_lazy("The letter is sent; its link ends by itself."),
    Kind.NUDGE: gettext_lazy("A message that was sent cannot be called back. Its note can be taken back."),
    Kind.TALK: gettext_lazy("A talk has taken place. Its note can be taken back."),
    Kind.NOTE: gettext_lazy("Take the note itself back, on its line."),
    Kind.NOTE_BACK: gettext_lazy("Write the note again instead."),
    Kind.CANCEL_RUN: gettext_lazy("A cancelled run does not go on. Hand in or close once more instead."),
    Kind.ADMIN: gettext_lazy("Change it in the administration once more."),
    Kind.RULES: gettext_lazy("Set the rules again on their page."),
    Kind.ATTENTION: gettext_lazy("Set the rules again on their page."),
}


def why_not(act: StaffAct) -> str:
    """Empty when it can be tried."""
    if act.kind in UNDO:
        return ""
    return str(WHY_NOT.get(act.kind) or _("It is changed on its own page."))


def undo(act: StaffAct, *, by: User, reason: str) -> None:
    """Raises Refused with why it is not possible any more."""
    if refusal := why_not(act):
        raise Refused(refusal)
    try:
        UNDO[act.kind](act, by, reason)
    except PeopleRefused as refused:
        raise Refused(str(refused)) from None


def _row(act: StaffAct, model: type[Row]) -> Row:
    """What the act is about."""
    label, _colon, pk = act.ref.partition(":")
    if apps.get_model(label) is not model:
        raise Refused(_("It is changed on its own page."))
    return model._default_manager.get(pk=pk)


def _moment(act: StaffAct, name: str) -> datetime | None:
    value = act.before.get(name)
    return parse_datetime(value) if value else None


def _mark(act: StaffAct, by: User, reason: str) -> object:
    return corrections.undo(_row(act, MarkCorrection), by=by, reason=reason)


def _refund(act: StaffAct, by: User, reason: str) -> object:
    before = _moment(act, "retry_at")
    return leniency.take_refund_back(_row(act, Attempt), retry_at=before, by=by, reason=reason)


def _wait(act: StaffAct, by: User, reason: str) -> object:
    return leniency.set_wait(_row(act, Attempt), until=_moment(act, "retry_at"), by=by, reason=reason)


def _exam_time(act: StaffAct, by: User, reason: str) -> object:
    before, after = _moment(act, "ends_at"), parse_datetime(act.after["ends_at"])
    if before is None or after is None:
        raise Refused(_("It is changed on its own page."))
    minutes = round((before - after).total_seconds() / 60)
    return leniency.move_exam_end(_row(act, Sitting), minutes=minutes, by=by, reason=reason)


def _track(act: StaffAct, by: User, reason: str) -> object:
    choice = _row(act, TrackChoice)
    if choice.track != act.after["track"]:
        raise Refused(_("The track has changed again since then."))
    return tracks.change(choice.user, act.before["track"], by=by, reason=reason)


def _points(act: StaffAct, by: User, reason: str) -> object:
    if act.cohort is None:
        raise Refused(_("It is changed on its own page."))
    if gifts.undo(_row(act, Entry), cohort=act.cohort, by=by, reason=reason) is None:
        raise Refused(_("This has been undone already."))
    return None


def _enrolment(action: str) -> Undo:
    def undo(act: StaffAct, by: User, reason: str) -> object:
        enrolment: Enrolment = _row(act, EnrolmentChange).enrolment
        if enrolment.state != act.after["state"]:
            raise Refused(_("The enrolment has changed again since then."))
        return doors.change(enrolment, action, by=by, reason=reason)  # type: ignore[arg-type]

    return undo


def _regrade(act: StaffAct, by: User, _reason: str) -> object:
    return journey.cancel_run(_row(act, Run), by=by)


def _false_alarm(act: StaffAct, by: User, reason: str) -> object:
    return steps.take_back(_row(act, Step), by=by, reason=reason)


UNDO: dict[str, Undo] = {
    Kind.MARK: _mark,
    Kind.REFUND: _refund,
    Kind.COOLDOWN: _wait,
    Kind.EXAM_TIME: _exam_time,
    Kind.TRACK: _track,
    Kind.POINTS: _points,
    Kind.FREEZE: _enrolment("unfreeze"),
    Kind.UNFREEZE: _enrolment("freeze"),
    Kind.WITHDRAW: _enrolment("take_back"),
    Kind.GRADUATE: _enrolment("take_back"),
    Kind.TAKE_BACK: _enrolment("withdraw"),
    Kind.REGRADE: _regrade,
    Kind.FALSE_ALARM: _false_alarm,
}
