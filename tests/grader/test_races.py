"""Many workers at the same moment, on a real PostgreSQL."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from academy import journey
from grader import runs
from grader.models import Run, RunEvent
from grader.report import Report
from tests.making import make_person, make_project, make_submission, make_team
from tests.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
REPORT = Report("failed", 40, "all", (), (), "sha256:image", "task", "tree", 0.1)


def ask(project):
    return runs.request(make_submission(make_team(project, make_person())), purpose=Run.Purpose.FINAL)


def take_until_empty(name):
    taken = []
    while run := runs.claim(name):
        taken.append(run.pk)
    return taken


def test_many_workers_that_empty_the_line_take_each_run_once():
    project = make_project()
    asked = [ask(project).pk for _ in range(24)]

    taken = at_once(*[lambda name=name: take_until_empty(name) for name in "abcdefgh"])

    assert Counter(pk for pks in taken for pk in pks) == Counter(asked)
    assert RunEvent.objects.filter(kind="claimed").count() == 24


def test_of_two_that_end_a_run_one_writes_the_verdict():
    run = ask(make_project())
    dead = runs.claim("dead")
    Run.objects.update(leased_until=timezone.now() - timedelta(hours=1))
    alive = runs.claim("alive")

    def finish(claimed):
        try:
            runs.finish(claimed, REPORT)
        except runs.LeaseLost:
            return "dropped"
        return claimed.worker

    ended = at_once(*[lambda claimed=claimed: finish(claimed) for claimed in (dead, alive, dead, alive)])

    assert sorted(ended) == ["alive", "dropped", "dropped", "dropped"]
    assert run.events.filter(kind="verdict").count() == 1


def test_a_cancel_and_a_verdict_at_once_leave_one_end():
    for _ in range(5):
        project = make_project(f"p{Run.objects.count()}", must_pass_grader=True)
        ada = make_person()
        team = make_team(project, ada)
        run = journey.close(team.attempts.get(), submission=make_submission(team), by=ada)
        claimed = runs.claim("one")

        def end(claimed=claimed):
            try:
                journey.graded(claimed, REPORT)
            except runs.LeaseLost:
                journey.run_stopped(claimed)

        at_once(end, lambda run=run, ada=ada: journey.cancel_run(run, by=ada))

        run.refresh_from_db()
        run.submission.attempt.refresh_from_db()
        ends = ("done", "returned"), ("cancelled", "open")
        assert (run.state, run.submission.attempt.state) in ends
        assert run.events.filter(kind__in=["verdict", "cancelled"]).count() == 1
