"""The life of a run: requested, claimed under a lease, ended exactly once.

A worker holds a run by its try number: every write names the number it claimed with, so a worker that was
believed dead and comes back changes nothing. Rows decide; a lost or doubled message does no harm.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from academy.people.models import User
from projects.models import Submission

from . import dispatch, live
from .models import CaseRow, Run
from .report import CaseResult, Report

LEASE = timedelta(seconds=settings.GRADER_LEASE)
HEARTBEAT = settings.GRADER_LEASE / 4  # seconds between two renewals of a lease
MOST_TRIES = 3
BREATHER = timedelta(seconds=3)  # after a fault of ours, three times as long after the second one
State, Purpose = Run.State, Run.Purpose


class LeaseLost(Exception):
    """Another worker has this run now, or it was cancelled: this worker's result is dropped."""


@transaction.atomic
def request(submission: Submission, *, purpose: Run.Purpose, by: User | None = None) -> Run:
    """Put a run into the queue. Waiting checks of the same team are replaced by it."""
    older = Run.objects.filter(
        submission__attempt__team=submission.attempt.team_id, state=State.QUEUED, purpose=Purpose.CHECK
    )
    older.update(state=State.SUPERSEDED, ended_at=timezone.now())
    task_digest = submission.attempt.team.project.task_digest  # a curriculum loaded meanwhile changes no run
    run = Run.objects.create(submission=submission, purpose=purpose, requested_by=by, task_digest=task_digest)
    _tell(run)
    dispatch.to_workers()
    return run


def claim(worker: str) -> Run | None:
    """Take the next free run for `worker`, or None when there is none.

    Final runs go before checks, and the oldest goes first. A running run whose lease has ended is free again.
    """
    while True:
        now = timezone.now()
        run = (
            Run.objects.filter(_free(now), tries__lt=MOST_TRIES)
            .order_by("-purpose", "requested_at", "pk")
            .first()
        )
        if run is None:
            return None
        taken = Run.objects.filter(_free(now), pk=run.pk, tries=run.tries).update(
            state=State.RUNNING,
            tries=F("tries") + 1,
            worker=worker,
            started_at=now,
            leased_until=now + LEASE,
        )
        if taken:
            CaseRow.objects.filter(run=run).delete()  # what an earlier try began
            run = Run.objects.select_related("submission__attempt__team__project").get(pk=run.pk)
            _tell(run)
            return run


def heartbeat(run: Run) -> bool:
    """Renew the lease. False when the run was cancelled or taken over: stop working on it."""
    held = _held(run).filter(cancel_asked=False)
    return bool(held.update(leased_until=timezone.now() + LEASE))


def record(run: Run, result: CaseResult, *, position: int) -> None:
    """Keep one case result and show it. Raises LeaseLost."""
    with transaction.atomic():
        if not _held(run).update(leased_until=timezone.now() + LEASE):
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
        state=State.DONE,
        verdict=report.verdict,
        score=report.score,
        report=report.to_json(),
        image_digest=report.image_digest,
        ended_at=timezone.now(),
    )


def put_back(run: Run, *, fault: str) -> bool:
    """Our side failed. Queue the run again, or stop for good after the last try; True when it stopped.

    Raises LeaseLost.
    """
    if run.tries < MOST_TRIES:
        waits_until = timezone.now() + BREATHER * 3 ** (run.tries - 1)
        _leave(run, state=State.QUEUED, worker="", fault=fault, waits_until=waits_until)
        return False
    _leave(run, state=State.BROKEN, fault=fault, ended_at=timezone.now())
    return True


def release(run: Run) -> None:
    """Give a run back untouched, without counting the try: the worker is shutting down. Raises LeaseLost."""
    _leave(run, state=State.QUEUED, worker="", tries=run.tries - 1)


def cancel(run: Run) -> bool:
    """Take a waiting run out of the queue, or ask its worker to stop. False when it has ended already."""
    now = timezone.now()
    queued = Run.objects.filter(pk=run.pk, state=State.QUEUED)
    if queued.update(state=State.CANCELLED, ended_at=now):
        _tell(run)
        return True
    if Run.objects.filter(pk=run.pk, state=State.RUNNING).update(cancel_asked=True):
        _tell(run)
        return True
    return False


def end_cancelled(run: Run) -> None:
    """The worker has stopped on request. Raises LeaseLost."""
    _leave(run, state=State.CANCELLED, ended_at=timezone.now())


def abandoned() -> list[Run]:
    """Runs that used up their tries and whose last worker is gone."""
    over = Q(state=State.RUNNING, leased_until__lt=timezone.now())
    return list(Run.objects.filter(over, tries__gte=MOST_TRIES))


def waiting() -> int:
    """How many runs a worker could claim now."""
    return Run.objects.filter(_free(timezone.now()), tries__lt=MOST_TRIES).count()


def position(run: Run) -> int:
    """1 for the run that is claimed next."""
    ahead = Q(purpose__gt=run.purpose) | Q(purpose=run.purpose, requested_at__lt=run.requested_at)
    return Run.objects.filter(ahead, state=State.QUEUED).count() + 1


def latest_for(submissions: Iterable[Submission]) -> dict[int, Run]:
    """The newest run of each submission, by submission id."""
    found: dict[int, Run] = {}
    for run in Run.objects.filter(submission__in=submissions).order_by("pk"):
        found[run.submission_id] = run
    return found


def _tell(run: Run) -> None:
    live.team_changed(run.submission.attempt.team_id)


def _free(now: datetime) -> Q:
    rested = Q(waits_until__isnull=True) | Q(waits_until__lte=now)
    return Q(rested, state=State.QUEUED) | Q(state=State.RUNNING, leased_until__lt=now)


def _held(run: Run) -> QuerySet[Run]:
    return Run.objects.filter(pk=run.pk, state=State.RUNNING, tries=run.tries)


def _leave(run: Run, **changes: object) -> None:
    if not _held(run).update(leased_until=None, **changes):
        raise LeaseLost
    run.refresh_from_db()
    _tell(run)
