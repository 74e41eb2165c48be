"""A hackathon to its end, judged for real: the public rows lead while it lasts, the private ones decide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy import journey
from grader import leaderboard, tasks, taskstore
from grader.models import Run
from grader.task import Task
from projects import submissions
from projects.models import Attempt, Submission, Window, XpEntry
from tests.making import make_cohort
from tests.peer_review.making import make_trainee
from tests.projects.sitting import make_exam

pytestmark = [pytest.mark.engine, pytest.mark.django_db(transaction=True)]
TASK = """\
image: python
limits: {cpu_seconds: 2}
stages:
  - name: crowd
    kind: metric
    title: {ko: 줄, en: Queues}
    command: [python3, main.py]
    given: {test.csv: cases/test.csv}
    labels: cases/labels.csv
    scorer: accuracy
    cases:
      - {name: public, at: 0.75, weight: 20, decides: false}
      - {name: private, at: 0.75, weight: 80, hidden: true, hint: {ko: 비공개, en: Private}}
"""
PUBLIC, PRIVATE = ["no", "yes", "no", "yes"], ["yes", "yes", "no", "no"]
LABELS = "label,split\n" + "".join(
    f"{label},{split}\n" for split, part in (("public", PUBLIC), ("private", PRIVATE)) for label in part
)
FILES = {"cases/test.csv": b"row\n" + b"x\n" * 8, "cases/labels.csv": LABELS.encode()}


def says(*labels):
    return "\n".join(f"print({label!r})" for label in labels).encode()


FITS_THE_BOARD = says(*PUBLIC, *["no" if label == "yes" else "yes" for label in PRIVATE])
FORESEES = says("no", "yes", "no", "no", *PRIVATE)


def hand_in(hackathon, login, program):
    person = make_trainee(login)
    team = journey.start(hackathon, by=person)
    commit = submissions.commit_upload(team, {"main.py": (program, False)}, by=person)
    journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=person)


def grade_all():
    while Run.objects.filter(state=Run.State.QUEUED).exists():
        tasks.work()


def board(hackathon):
    found = leaderboard.of(hackathon, make_cohort())
    return [(line.team.members.get().login, line.public, line.private) for line in found.lines]


def test_the_public_leader_loses_to_whom_the_private_rows_favour(worker):
    task = Task._read(TASK, "grading.yaml", FILES.__getitem__)
    marking = {"grader_pass": 80, "pass_mark": 80, "peer_weight": 0}
    fields = {"exam": None, "window_hours": 48, "files": ["main.py"], "leaderboard": True, **marking}
    hackathon, window = make_exam("hackathon", task_digest=taskstore.keep(task), **fields)
    hand_in(hackathon, "ada", FITS_THE_BOARD)
    hand_in(hackathon, "bob", FORESEES)
    grade_all()
    during = board(hackathon)
    now = timezone.now()
    Window.objects.filter(pk=window.pk).update(opens_at=now - timedelta(hours=48), closes_at=now)

    journey.close_windows()
    journey.close_windows()
    grade_all()

    assert during == [("ada", "1.00", None), ("bob", "0.75", None)]
    assert board(hackathon) == [("bob", "0.75", "1.00"), ("ada", "1.00", "0.00")]
    marks = {a.team.members.get().login: (a.state, a.grader_score, a.mark) for a in Attempt.objects.all()}
    assert marks == {"ada": ("returned", 20, None), "bob": ("finished", 100, 100)}
    assert [entry.user.login for entry in XpEntry.objects.all()] == ["bob"]
    assert Run.objects.filter(purpose=Run.Purpose.FINAL).count() == 2
