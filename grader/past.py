"""A run that was judged elsewhere, told as a whole: what the people of a demo cohort have lived through.

The line and the workers of this site have no part in it. A run that a worker takes is written step by step,
so that its page can follow it; of one that is over nobody follows anything.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from academy.people.models import User
from projects import exams
from projects.models import Submission

from . import line, scores, taskstore
from .measure import Measure
from .models import CaseRow, Run, RunEvent
from .report import Report
from .runs import LEASE

Kind = RunEvent.Kind


@transaction.atomic
def judged(
    submission: Submission,
    report: Report,
    rows: Iterable[Mapping[str, Any]],
    *,
    purpose: Run.Purpose,
    by: User,
    worker: str,
    asked_at: datetime,
    measure: Measure | None = None,
) -> Run:
    """The run as its worker leaves it just before the verdict, which `journey.graded` writes.

    `rows` are the cases of the report, as they are kept.
    """
    task_digest, now = exams.task_digest(submission), timezone.now()
    run = Run.objects.create(
        submission=submission,
        purpose=purpose,
        state=Run.State.RUNNING,
        requested_by=by,
        requested_at=asked_at,
        started_at=now,
        leased_until=now + LEASE,
        rank=line.LANES[purpose] * line.LANE,
        needs=taskstore.needs(task_digest),
        tries=1,
        worker=worker,
        task_digest=task_digest,
    )
    RunEvent.objects.bulk_create(_events(run, report))
    CaseRow.objects.bulk_create(
        CaseRow(run=run, stage=case.stage, name=case.name, position=n, outcome=case.outcome, result=row)
        for n, (case, row) in enumerate(zip(report.cases, rows, strict=True))
    )
    scores.keep(run, measure)
    return run


def _events(run: Run, report: Report) -> list[RunEvent]:
    stages = [
        RunEvent(run=run, kind=Kind.STAGE, number=1, worker=run.worker, detail=stage.name)
        for stage in report.stages
    ]
    return [
        RunEvent(run=run, kind=Kind.QUEUED, at=run.requested_at, by=run.requested_by),
        RunEvent(run=run, kind=Kind.CLAIMED, number=1, worker=run.worker),
        *stages,
    ]
