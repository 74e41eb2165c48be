"""What the simulation remembers of the academy, so that it need not ask the database at every step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
from django.conf import settings

from academy.people.models import Cohort, User
from projects.models import Attempt, Project, Team

from .agenda import Agenda
from .people import Person
from .solutions import Shelf, Solution, shelf

TRACKS_FROM = 7  # the circle in which a track is chosen
Thing = TypeVar("Thing")


@dataclass(eq=False)
class Work:
    """A team's work on one project, as the simulation remembers it."""

    team: Team
    project: Project
    people: list[Person]
    attempt: Attempt
    tries: int = 1
    solution: Solution | None = None  # what they have closed with
    worth: float = 90.0  # what a fair evaluator would give
    over: bool = False

    @property
    def leader(self) -> Person:
        return self.people[0]


CHANGES = [field.name for field in Attempt._meta.concrete_fields if field.name not in ("id", "team")]


def look_again(attempt: Attempt) -> None:
    """Read how an attempt stands now. Its team stays the one that is known."""
    attempt.refresh_from_db(fields=CHANGES)


@dataclass(eq=False)
class School:
    cohort: Cohort
    agenda: Agenda
    rng: np.random.Generator
    people: list[Person]
    staff: list[User]  # and mentors
    projects: list[Project]  # in the order of the curriculum
    first_day: datetime
    ends: datetime
    works: dict[int, Work] = field(default_factory=dict)  # by attempt
    _shelves: dict[Path, Shelf] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_user = {person.user.pk: person for person in self.people}
        self.by_slug = {project.slug: project for project in self.projects}
        self.requires = {p.slug: {other.slug for other in p.requires.all()} for p in self.projects}

    @property
    def office(self) -> User:
        """The member of staff who signs."""
        return self.staff[0]

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.rng.integers(len(things)))]

    def shelf(self, project: Project, exercise: str = "") -> Shelf:
        inside = Path(project.slug, "exercises", exercise) if exercise else Path(project.slug)
        if inside not in self._shelves:
            self._shelves[inside] = shelf(settings.CURRICULUM_DIR / inside)
        return self._shelves[inside]

    def open_to(self, person: Person) -> list[Project]:
        """What this person could begin now, as `projects.standing` would say; asked there again."""
        return [p for p in self.projects if p.slug not in person.teams and self.is_unlocked(p, person)]

    def is_unlocked(self, project: Project, person: Person) -> bool:
        before = (p for p in self.projects if p.circle < project.circle and p.mandatory)
        asked = {p.slug for p in before if p.track in ("", person.track)} | self.requires[project.slug]
        if project.track and person.track not in ("", project.track):  # who has none yet may choose any
            return False
        return asked <= person.passed and (bool(person.track) or project.circle <= TRACKS_FROM)
