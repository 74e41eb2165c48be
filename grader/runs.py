"""The life of a run: requested, claimed under a lease, ended exactly once.

A worker holds a run by its try number: every write names the number it claimed with, so a worker that was
believed dead and comes back changes nothing. Rows decide; a lost or doubled message does no harm.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from academy.people.models import User
from projects import exams, live
from projects.models import Submission

from . import dispatch, events, line, quota, taskstore
from .line import MOST_STRIKES
from .models import CaseRow, Run, RunEvent
from .report import CaseResult, Report

LEASE = timedelta(seconds=settings.GRADER_LEASE)
HEARTBEAT = settings.GRADER_LEASE / 4  # seconds between two renewals of a lease
MOST_SPARED = 3  # outages that cost a run no strike; the submission might cause them, so not for ever
BREATHER = timedelta(seconds=3)  # after a fault of ours, three times as long after the second one
State, Purpose, Kind = Run.State, Run.Purpose, RunEvent.Kind


class LeaseLost(Exception):
    """Another worker has this run now, or it was cancelled: this worker's result is dropped."""


@transaction.atomic
def request(submission: Submission, *, purpose: Run.Purpose, by: User | None = None) -> Run:
    """Put a run into the line. Waiting checks of the same team are replaced by it."""
    if purpose != Purpose.RERUN:
        _supersede_checks(submission)
    task_digest = exams.task_digest(submission)  # a curriculum loaded meanwhile changes no run
    needs = taskstore.needs(task_digest)
    run = Run.objects.create(
        submission=submission,
        purpose=purpose,
        requested_by=by,
        task_digest=task_digest,
        needs=needs,
        rank=line.rank(purpose, by=by),
        waits_until=quota.next_day() if quota.is_used_up(by, needs=needs) else None,
    )
    events.add(run, Kind.QUEUED, by=by)
    _tell(run)
    dispatch.to_workers()
    return run


def _supersede_checks(submission: Submission) -> None:
    older = Run.objects.filter(
        submission__attempt__team=submission.attempt.team_id, state=State.QUEUED, purpose=Purpose.CHECK
    )
    for run in older:
        if older.filter(pk=run.pk).update(state=State.SUPERSEDED, ended_at=timezone.now()):
            events.add(run, Kind.SUPERSEDED)


def failed_since(submission: Submission, moment: datetime) -> bool:
    """Whether the grader has given up on closed work since then."""
    return submission.runs.filter(purpose=Purpose.FINAL, state=State.BROKEN, ended_at__gte=moment).exists()


def claim(worker: str, *, offer: str = "") -> Run | None:
    """Take the next free run for `worker`, which offers these labels, or None when there is none.

    A running run whose lease has ended is free again.
    """
    now = timezone.now()
    while not line.stands_still() and (run := line.next_for(worker, offer=offer, now=now)):
        if _take(run, worker, now):
            _tell(run)
            return run
    return None


@transaction.atomic
def _take(run: Run, worker: str, now: datetime) -> bool:
    left = run.state == State.RUNNING
    changes = {
        "state": State.RUNNING,
        "tries": run.tries + 1,
        "strikes": run.strikes + int(left),
        "worker": worker,
        "started_at": now,
        "leased_until": now + LEASE,
    }
    still = Run.objects.filter(line.free(now), pk=run.pk, tries=run.tries, state=run.state)
    if not still.update(**changes):
        return False
    if run.tries:
        CaseRow.objects.filter(run=run).delete()  # what an earlier try began
    if left:
        events.add(run, Kind.LOST)
    _know(run, changes)
    events.add(run, Kind.CLAIMED, worker=worker)
    return True


def heartbeat(run: Run) -> bool:
    """Renew the lease. False when the run was cancelled or taken over: stop working on it."""
    return bool(_wanted(run).update(leased_until=timezone.now() + LEASE))


def begin_stage(run: Run, name: str) -> None:
    events.add(run, Kind.STAGE, name)
    _tell(run)


def record(run: Run, result: CaseResult, *, position: int) -> None:
    """Keep one case result and show it. Raises LeaseLost."""
    with transaction.atomic():
        if not heartbeat(run):
            raise LeaseLost
        CaseRow.objects.create(
            run=run,
            stage=result.stage,
            name=result.name,
            position=position,
            outcome=result.outcome,
            result=result.to_json(),
        )
        _tell(run)


def finish(run: Run, report: Report) -> None:
    """Write the verdict, once. Raises LeaseLost when this try no longer holds the run."""
    _leave(
        run,
        Kind.VERDICT,
        report.verdict,
        state=State.DONE,
        verdict=report.verdict,
        score=report.score,
        report=report.to_json(),
        image_digest=report.image_digest,
        ended_at=timezone.now(),
    )


@transaction.atomic
def put_back(run: Run, *, fault: str) -> bool:
    """The box or the worker of this run died. Queue it again, or stop after the third time: then True.

    Raises LeaseLost.
    """
    strikes = run.strikes + 1
    if strikes < MOST_STRIKES:
        _requeue(run, Kind.FAULT, fault, strikes=strikes, waits_until=_after(strikes))
        return False
    events.add(run, Kind.FAULT, fault)
    _leave(run, Kind.BROKEN, state=State.BROKEN, fault=fault, strikes=strikes, ended_at=timezone.now())
    return True


def spare(run: Run, *, fault: str) -> bool:
    """An outage ended this try: engine, disk or database. Like `put_back`, but the first cost no strike.

    Raises LeaseLost.
    """
    if run.spared >= MOST_SPARED:
        return put_back(run, fault=fault)
    _requeue(run, Kind.OUTAGE, fault, spared=run.spared + 1, waits_until=_after(1))
    return False


def release(run: Run) -> None:
    """Give a run back untouched: the worker is shutting down. Raises LeaseLost."""
    _leave(run, Kind.RELEASED, state=State.QUEUED, worker="")
    dispatch.to_workers()


def _requeue(run: Run, kind: RunEvent.Kind, fault: str, **changes: object) -> None:
    changes |= {"state": State.QUEUED, "worker": "", "failed_on": run.worker, "fault": fault}
    _leave_if(_held(run), run, kind, fault, changes)


def _after(strikes: int) -> datetime:
    return timezone.now() + BREATHER * 3 ** (strikes - 1)


@transaction.atomic
def cancel(run: Run, *, by: User | None = None) -> bool:
    """Take a waiting run out of the line, or ask its worker to stop. False when it has ended already."""
    queued = Run.objects.filter(pk=run.pk, state=State.QUEUED)
    if queued.update(state=State.CANCELLED, ended_at=timezone.now()):
        kind = Kind.CANCELLED
    elif Run.objects.filter(pk=run.pk, state=State.RUNNING).update(cancel_asked=True):
        kind = Kind.CANCEL_ASKED
    else:
        return False
    run.refresh_from_db()
    events.add(run, kind, by=by)
    _tell(run)
    return True


def end_cancelled(run: Run) -> None:
    """Nobody works any longer on a run that was asked to stop. Raises LeaseLost."""
    asked = Run.objects.filter(pk=run.pk, state__in=Run.WAITING, tries=run.tries, cancel_asked=True)
    _leave_if(asked, run, Kind.CANCELLED, "", {"state": State.CANCELLED, "ended_at": timezone.now()})


def abandoned() -> QuerySet[Run]:
    """Runs whose last worker is gone and which nobody may take again."""
    over = Run.objects.filter(state=State.RUNNING, leased_until__lt=timezone.now())
    return over.filter(strikes__gte=MOST_STRIKES - 1, cancel_asked=False)


def left_cancelled() -> QuerySet[Run]:
    """Runs that were asked to stop while a worker had them, and that it left without an end."""
    asked = Run.objects.filter(cancel_asked=True)
    return asked.filter(state=State.RUNNING, leased_until__lt=timezone.now()) | asked.filter(
        state=State.QUEUED
    )


def latest_for(submissions: Iterable[Submission]) -> dict[int, Run]:
    """The newest run of each submission, by submission id."""
    found: dict[int, Run] = {}
    for run in Run.objects.filter(submission__in=submissions).exclude(purpose=Purpose.RERUN).order_by("pk"):
        found[run.submission_id] = run
    return found


def shows_hidden_cases(run: Run) -> bool:
    """Whether its team can see the outcome of a hidden case by now."""
    return CaseRow.objects.filter(run=run, result__hidden=True).exists()


def _tell(run: Run) -> None:
    live.team_changed(run.submission.attempt.team_id)


def _held(run: Run) -> QuerySet[Run]:
    return Run.objects.filter(pk=run.pk, state=State.RUNNING, tries=run.tries)


def _wanted(run: Run) -> QuerySet[Run]:
    return _held(run).filter(cancel_asked=False)


def _leave(run: Run, kind: RunEvent.Kind, detail: str = "", **changes: object) -> None:
    _leave_if(_held(run), run, kind, detail, changes)


@transaction.atomic
def _leave_if(
    held: QuerySet[Run], run: Run, kind: RunEvent.Kind, detail: str, changes: dict[str, object]
) -> None:
    worker = run.worker
    changes |= {"leased_until": None}
    if not held.update(**changes):
        raise LeaseLost
    _know(run, changes)
    events.add(run, kind, detail, worker=worker)
    _tell(run)


def _know(run: Run, changes: dict[str, Any]) -> None:
    """What was written, without reading the row again: what is known of its attempt would be forgotten."""
    for name, value in changes.items():
        setattr(run, name, value)
