"""The life of an attempt: open, closed, graded, evaluated, ended. Each step is one conditional UPDATE."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.people.models import User

from . import live, marks, teams, windows
from .models import Attempt, Submission, Team
from .refusals import Refused

State = Attempt.State


class StepMissed(Exception):
    """The attempt is no longer where this step starts: somebody else, or a replay, was faster."""


@transaction.atomic
def open_next(team: Team) -> Attempt:
    """Begin the first attempt or a retry. Raises Refused while another one runs or the cooldown lasts."""
    windows.check_team(team)
    teams.lock(team)
    last = team.attempts.order_by("-number").first()
    if last and last.state in Attempt.UNDER_WAY:
        raise Refused(_("An attempt is already under way."))
    if last and last.retry_at and last.retry_at > timezone.now():
        when = date_format(timezone.localtime(last.retry_at), "DATETIME_FORMAT")
        raise Refused(_("The next attempt opens on %(when)s.") % {"when": when})
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(team=team, number=last.number + 1 if last else 1)
    except IntegrityError:
        raise Refused(_("An attempt is already under way.")) from None
    live.team_changed(team.pk)
    return attempt


def close(attempt: Attempt, *, submission: Submission, by: User | None) -> Attempt:
    """Pin `submission` as the work of this attempt; without `by` its time was over. Raises Refused when it is
    closed already.
    """
    now = timezone.now()
    try:
        return _step(attempt, State.OPEN, State.GRADING, submission=submission, closed_at=now, closed_by=by)
    except StepMissed:
        raise Refused(_("This attempt is already closed.")) from None


def reopen(attempt: Attempt) -> Attempt:
    """Back to the team without any loss: the grader failed, not they."""
    return _step(attempt, State.GRADING, State.OPEN, submission=None, closed_at=None, closed_by=None)


def to_evaluation(attempt: Attempt, *, grader_score: int) -> Attempt:
    return _step(attempt, State.GRADING, State.EVALUATION, grader_score=grader_score)


def return_to_team(attempt: Attempt, *, grader_score: int) -> Attempt:
    """The grader did not pass and the project asks for that first."""
    return _step(attempt, State.GRADING, State.RETURNED, grader_score=grader_score, **_ending(attempt))


def finish_by_grader(attempt: Attempt, *, grader_score: int) -> Attempt:
    """End an attempt at a project that nobody evaluates."""
    mark = marks.final(attempt.team.project, grader=grader_score, peer=None)
    ending = _ending(attempt)
    return _step(attempt, State.GRADING, State.FINISHED, grader_score=grader_score, mark=mark, **ending)


def finish_exam(attempt: Attempt, *, score: int, submission: Submission | None, by: User) -> Attempt:
    """End an exam with the marks of its steps; `submission` is the last that was handed in, if any."""
    mark = marks.final(attempt.team.project, grader=score, peer=None)
    changes = {"submission": submission, "closed_at": timezone.now(), "closed_by": by, "grader_score": score}
    return _step(attempt, State.OPEN, State.FINISHED, mark=mark, **changes, **_ending(attempt))


def finish_empty(attempt: Attempt) -> Attempt:
    """End an attempt whose time was over before anything was handed in."""
    changes = {"closed_at": timezone.now(), "grader_score": 0, "mark": 0, **_ending(attempt)}
    return _step(attempt, State.OPEN, State.FINISHED, **changes)


def finish(attempt: Attempt, *, peer_mark: int) -> Attempt:
    """All evaluations are in. Raises StepMissed on a replay."""
    mark = marks.final(attempt.team.project, grader=attempt.grader_score, peer=peer_mark)
    return _step(
        attempt, State.EVALUATION, State.FINISHED, peer_mark=peer_mark, mark=mark, **_ending(attempt)
    )


def _ending(attempt: Attempt) -> dict[str, Any]:
    now, days = timezone.now(), attempt.team.project.retry_days or [0]
    counted = attempt.number - attempt.team.attempts.filter(refunded=True).count()
    wait = days[min(counted, len(days)) - 1]
    return {"ended_at": now, "retry_at": now + timedelta(days=wait)}


def _step(attempt: Attempt, start: State, end: State, **changes: Any) -> Attempt:
    if not Attempt.objects.filter(pk=attempt.pk, state=start).update(state=end, **changes):
        raise StepMissed(f"{attempt} is not {start}")
    live.team_changed(attempt.team_id)
    for name, value in {"state": end, **changes}.items():
        setattr(attempt, name, value)  # not read again: what is known of its team would be forgotten
    return attempt
