"""Runs that a worker of this process can really judge."""

import pytest

from academy import journey
from grader import taskstore, workers
from grader.task import Task
from projects import submissions
from projects.models import Submission
from tests.making import make_project
from tests.peer_review.making import make_trainee

TASK = """\
image: python
needs: {needs}
limits: {{cpu_seconds: {seconds}}}
stages:
  - name: ex00
    kind: io
    title: {{ko: 하나, en: One}}
    command: [python3, main.py]
    cases:
      - {{name: first, expect: "hello\\n"}}
      - {{name: second, expect: "hello\\n"}}
"""


def make_task(*, needs=(), seconds=2):
    """The digest of a stored task of two cases."""
    text = TASK.format(needs=list(needs), seconds=seconds)
    return taskstore.keep(Task._read(text, "grading.yaml", {}.__getitem__))


@pytest.fixture
def close():
    """`close(login, program)`: a final run of a trainee whose main.py is that program."""

    def act(login="ada", program="print('hello')", **task):
        ada = make_trainee(login)
        project = make_project(f"of-{login}", task_digest=make_task(**task))
        team = journey.start(project, by=ada)
        commit = submissions.commit_upload(team, {"main.py": (program.encode(), False)}, by=ada)
        submission, _check = journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=ada)
        return journey.close(submission.attempt, submission=submission, by=ada)

    return act


@pytest.fixture
def worker(monkeypatch):
    """This process as a worker that has just started."""
    worker = workers.ThisWorker()
    monkeypatch.setattr(workers, "this", lambda: worker)
    return worker
