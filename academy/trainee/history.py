"""What happened to a run so far, in plain words. Reasons and names of hosts are for staff alone."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from grader.models import Run, RunEvent, short_name

Kind = RunEvent.Kind
SIGNS = {  # shape and tone of the mark
    Kind.QUEUED: ("dot", ""),
    Kind.CLAIMED: ("busy", "busy"),
    Kind.STAGE: ("half", "busy"),
    Kind.LOST: ("wrench", "ours"),
    Kind.FAULT: ("wrench", "ours"),
    Kind.OUTAGE: ("wrench", "ours"),
    Kind.RELEASED: ("minus", ""),
    Kind.CANCEL_ASKED: ("minus", ""),
    Kind.CANCELLED: ("minus", ""),
    Kind.SUPERSEDED: ("minus", ""),
    Kind.BROKEN: ("wrench", "ours"),
    Kind.TOLD: ("two", "busy"),
}

ROUGHLY = 10  # seconds


@dataclass(frozen=True)
class Happening:
    time: datetime
    title: str
    text: str  # for staff: why, and where
    shape: str
    tone: str


def of(run: Run, *, titles: Mapping[str, str], staff: bool) -> list[Happening]:
    """In the order in which it happened. `titles`: of the stages, by name."""
    found = [_happening(event, titles, staff=staff) for event in run.events.all()]
    return found if staff else [replace(one, time=told(run, one.time)) for one in found]


def told(run: Run, moment: datetime) -> datetime:
    """A moment of a run as trainees may know it.

    Of a run over hidden cases only roughly: how long these took could carry their input out.
    """
    if run.purpose == Run.Purpose.CHECK:
        return moment
    return datetime.fromtimestamp(math.ceil(moment.timestamp() / ROUGHLY) * ROUGHLY, tz=moment.tzinfo)


def _happening(event: RunEvent, titles: Mapping[str, str], *, staff: bool) -> Happening:
    passed = event.kind == Kind.VERDICT and event.detail == Run.Verdict.PASSED
    shape, tone = SIGNS.get(Kind(event.kind), ("check", "good") if passed else ("cross", "bad"))
    text = _for_staff(event) if staff else ""
    return Happening(event.at, _title(event, titles), text, shape, tone)


def _for_staff(event: RunEvent) -> str:
    reason = event.detail if event.kind in (Kind.FAULT, Kind.OUTAGE) else ""
    return " · ".join(filter(None, [event.worker, reason]))


def _title(event: RunEvent, titles: Mapping[str, str]) -> str:
    if event.kind == Kind.CLAIMED:
        facts = {"worker": short_name(event.worker), "number": event.number}
        return _("Worker %(worker)s began, try %(number)d.") % facts
    if event.kind == Kind.STAGE:
        return titles.get(event.detail, event.detail)
    if event.kind == Kind.VERDICT:
        return _("Passed") if event.detail == Run.Verdict.PASSED else _("Failed")
    return {
        Kind.QUEUED: _("Asked for, and put into the queue."),
        Kind.LOST: _("The worker fell silent. Another one takes over."),
        Kind.FAULT: _("Something broke on our side. That is not your fault; we try again."),
        Kind.OUTAGE: _("The grader had an outage. The run went back into the queue."),
        Kind.RELEASED: _("The worker was shut down and gave the run back untouched."),
        Kind.CANCEL_ASKED: _("Asked to stop."),
        Kind.CANCELLED: _("Cancelled."),
        Kind.SUPERSEDED: _("A newer hand-in took its place in the queue."),
        Kind.BROKEN: _("Given up: the grader failed as often as it tries."),
        Kind.TOLD: _("The staff have been told."),
    }[Kind(event.kind)]
