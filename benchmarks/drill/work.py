"""The work of the drill: tiny programs with a known verdict, handed in as people do, and counted in the end.

Imported when Django is set up. Every function may be called while the database is away.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from academy import journey
from academy.people.models import Cohort, Enrolment, User
from grader import taskstore
from grader.models import Run, RunEvent, Worker
from grader.task import Task
from projects import attempts, teams, trees
from projects.models import Attempt, Project, Submission
from projects.refusals import Refused

TASK = """\
image: python
limits: {cpu_seconds: 2, wall_seconds: 20, memory_mb: 64, processes: 8}
stages:
  - name: ex00
    kind: io
    title: {ko: 하나, en: One}
    command: [python3, main.py]
    cases:
      - {name: plain, expect: "hello\\n"}
      - {name: again, stdin: "x", expect: "hello\\n"}
"""
PROGRAMS = [  # text, verdict
    ("print('hello')\n", "passed"),
    ("import time; time.sleep(0.5); print('hello')\n", "passed"),
    ("print('hallo')\n", "failed"),
    ("raise SystemExit(3)\n", "failed"),
]
PER_PERSON = 25
T = TypeVar("T")


def surely(act: Callable[[], T]) -> T:
    """Again and again until the database answers."""
    while True:
        try:
            return act()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.3)


@dataclass(frozen=True)
class HandIn:
    submission: Submission
    verdict: str  # the right one


def make_work(count: int, chance: random.Random) -> list[HandIn]:
    """Open attempts with a hand-in each, by as many people as they need."""
    cohort = Cohort.objects.create(
        slug="drill", name="Drill", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    digest = taskstore.keep(Task._read(TASK, "grading.yaml", {}.__getitem__))
    projects = [_project(number, digest) for number in range(min(count, PER_PERSON))]
    people = [_person(number, cohort) for number in range(-(-count // len(projects)))]
    pairs = [(person, project) for person in people for project in projects][:count]
    return [_hand_in(person, project, chance) for person, project in pairs]


def _project(number: int, digest: str) -> Project:
    texts = {
        f"{name}_{code}": f"{name} {number}"
        for name in ("title", "summary", "subject")
        for code in ("ko", "en")
    }
    return Project.objects.create(
        slug=f"drill-{number}",
        position=number,
        circle=0,
        xp=10,
        hours=1,
        skills=[],
        files=["main.py"],
        evaluations=1,
        retry_days=[0],
        folder_digest=digest,
        task_digest=digest,
        **texts,
    )


def _person(number: int, cohort: Cohort) -> User:
    person = User.objects.create_user(
        f"drill{number}@example.org", None, login=f"drill{number}", name="Drill"
    )
    Enrolment.objects.create(user=person, cohort=cohort)
    return person


def _hand_in(person: User, project: Project, chance: random.Random) -> HandIn:
    text, verdict = chance.choice(PROGRAMS)
    team = teams.create(project, leader=person)
    tree = trees.keep({"main.py": (text.encode(), False)})
    submission = Submission.objects.create(
        attempt=attempts.open_next(team),
        commit=f"{team.pk:040x}",
        tree=tree.digest,
        files=tree.files,
        size=tree.bytes,
        source="push",
        submitted_by=person,
    )
    return HandIn(submission, verdict)


def close(hand_in: HandIn) -> None:
    """The team says 'this is it', once more when an answer did not arrive."""
    submission = hand_in.submission

    def act() -> None:
        attempt = Attempt.objects.select_related("team__project").get(pk=submission.attempt_id)
        try:
            journey.close(attempt, submission=submission, by=submission.submitted_by)
        except Refused:
            if not Run.objects.filter(submission=submission, purpose=Run.Purpose.FINAL).exists():
                raise

    surely(act)


def close_broken(hand_ins: list[HandIn]) -> int:
    """What three faults hit is open again; its team closes it once more. Returns how many."""
    ids = [hand_in.submission.pk for hand_in in hand_ins]
    again = surely(
        lambda: set(
            Attempt.objects.filter(
                state=Attempt.State.OPEN, submissions__runs__state=Run.State.BROKEN, submissions__in=ids
            ).values_list("submissions", flat=True)
        )
    )
    for hand_in in hand_ins:
        if hand_in.submission.pk in again:
            close(hand_in)
    return len(again)


def workers() -> int:
    """How many take runs."""
    return sum(worker.takes_runs for worker in Worker.objects.all())


def unfinished() -> int:
    return surely(lambda: Run.objects.filter(state__in=Run.WAITING).count())


def wrongs(hand_ins: list[HandIn]) -> list[str]:
    """Every hand-in that has not exactly one verdict, the right one, and an attempt that went on by it."""
    verdicts, events = _verdicts(), _events()
    states = dict(Attempt.objects.values_list("pk", "state"))
    found = []
    for hand_in in hand_ins:
        pk, due = hand_in.submission.pk, "evaluation" if hand_in.verdict == "passed" else "returned"
        seen = (verdicts.get(pk, []), events[pk], states[hand_in.submission.attempt_id])
        if seen != ([hand_in.verdict], 1, due):
            found.append(f"submission {pk}: {seen} instead of {hand_in.verdict}")
    return found


def _verdicts() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, verdict in Run.objects.exclude(verdict="").values_list("submission", "verdict"):
        found.setdefault(pk, []).append(verdict)
    return found


def _events() -> Counter[int]:
    told = RunEvent.objects.filter(kind=RunEvent.Kind.VERDICT)
    return Counter(told.values_list("run__submission", flat=True))


def counted() -> Counter[str]:
    """How often each kind of thing happened to runs."""
    return Counter(RunEvent.objects.values_list("kind", flat=True))
