"""The rows of a rehearsed cohort: people, projects and their sheets, made for it and gone with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from academy import journey
from academy.people.models import Cohort, Enrolment, User
from peer_review.models import SheetVersion
from projects.models import Project

LEVELS = list(range(0, 60_000, 1000))


@dataclass(frozen=True)
class Exercise:
    """A project of the rehearsal: what it asks for and how much work it is."""

    project: Project
    work: float  # half hours of presence at pace 1
    team: int


def make_cohort(first_day: datetime, *, days: int, people: int) -> Cohort:
    return Cohort.objects.create(
        name="Rehearsal",
        slug="rehearsal",
        starts_on=first_day.date(),
        ends_on=first_day.date() + timedelta(days=days + 7),
        capacity=people,
        levels=LEVELS,
    )


def make_people(cohort: Cohort, count: int) -> list[User]:
    """Trainees and a member of staff (the last one), enrolled by the journey like everybody else."""
    rows = [
        User(email=f"trainee{n}@example.org", login=f"trainee{n}", name=f"Trainee {n}") for n in range(count)
    ]
    for row in rows:
        row.set_unusable_password()
    users = User.objects.bulk_create(rows)
    for enrolment in Enrolment.objects.bulk_create(Enrolment(user=user, cohort=cohort) for user in users):
        journey.enrolled(enrolment)
    staff = User(email="staff@example.org", login="staff", name="Staff", role=User.Role.STAFF)
    staff.set_unusable_password()
    staff.save()
    return [*users, staff]


def make_exercises(count: int) -> list[Exercise]:
    """As in the model behind the rules: evaluations rise from one to three, work from two days to seven."""
    work = np.linspace(2.0, 7.2, count) * 14
    return [_exercise(number, count, float(work[number])) for number in range(count)]


def _exercise(number: int, count: int, work: float) -> Exercise:
    asked = 1 if number < count * 0.2 else 2 if number < count * 0.53 else 3
    team = 2 if number % 4 == 3 and number >= 7 else 3 if number in (13, 21, 29) else 1
    project = Project.objects.create(
        slug=f"rehearsal-{number:02}",
        title_ko=f"{number}",
        title_en=f"{number}",
        circle=number,
        position=number,
        xp=1000,
        hours=round(work / 2),
        team_max=team,
        evaluations=asked,
        retry_days=[0],
        folder_digest="0" * 64,
        task_digest="0" * 64,
    )
    SheetVersion.objects.create(project=project, digest=f"{number:064}", content=SHEET)
    return Exercise(project, work, team)


def _texts(text: str) -> dict[str, str]:
    return {"ko": text, "en": text}


SHEET = {
    "introduction": _texts("-"),
    "guidelines": _texts("-"),
    "sections": [
        {
            "name": "work",
            "title": _texts("-"),
            "description": _texts("-"),
            "bonus": False,
            "questions": [
                {"name": "works", "kind": "yes_no", "title": _texts("-"), "text": _texts("-"), "weight": 1}
            ],
        }
    ],
    "flags": ["ok", "incomplete_work"],
}
