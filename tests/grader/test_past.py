"""A run that is told as a whole leaves the same rows as one that a worker has taken step by step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grader import past, runs
from grader.models import CaseRow, Run
from grader.report import CaseResult, Report, StageSummary
from tests.making import make_person, make_project, make_submission, make_team

CASES = tuple(CaseResult(stage="tests", name=name, outcome="passed") for name in ("plain", "edge"))
STAGES = (StageSummary("tests", "io", {}, True, 2, 2, "passed"),)
REPORT = Report("passed", 100, "all", STAGES, CASES, "sha256:image", "task", "tree", 0.1)
TIMES = {"requested_at", "started_at", "ended_at"}


@pytest.fixture
def teams(db):
    project = make_project()
    return [make_team(project, make_person(login)) for login in ("ada", "bob")]


def taken(submission):
    runs.request(submission, purpose=Run.Purpose.FINAL, by=submission.submitted_by)
    run = runs.claim("one")
    for stage in REPORT.stages:
        runs.begin_stage(run, stage.name)
    for position, case in enumerate(CASES):
        runs.record(run, case, position=position)
    return run


def told(submission):
    return past.judged(
        submission,
        REPORT,
        [case.to_json() for case in CASES],
        purpose=Run.Purpose.FINAL,
        by=submission.submitted_by,
        worker="one",
        asked_at=timezone.now() - timedelta(minutes=1),
    )


def rows_of(run):
    runs.finish(run, REPORT)
    fields = {f.name for f in Run._meta.fields} - TIMES - {"id", "submission", "requested_by"}
    events = run.events.values_list("kind", "number", "worker", "detail")
    cases = CaseRow.objects.filter(run=run).values_list("stage", "name", "position", "outcome", "result")
    return Run.objects.filter(pk=run.pk).values(*fields).get(), list(events), list(cases)


def test_it_looks_like_a_run_that_a_worker_has_taken(teams):
    one, other = map(make_submission, teams)

    assert rows_of(told(one)) == rows_of(taken(other))


def test_its_times_follow_each_other(teams):
    run = told(make_submission(teams[0]))

    runs.finish(run, REPORT)

    queued, *_others, verdict = run.events.all()
    assert queued.at == run.requested_at < run.started_at <= run.ended_at
    assert verdict.kind == "verdict"
