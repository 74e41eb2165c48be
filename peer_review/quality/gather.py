"""The marks of a cohort as arrays."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from academy.people.models import Cohort, User
from projects.models import Attempt, Project

from ..models import Evaluation, Planted
from ..sheet_file import POSITIVE
from .estimate import Ints, Marks, Witnesses

State, Role = Evaluation.State, User.Role


@dataclass(frozen=True)
class Gathered:
    """Marks, what else is known about the works, and who is behind the numbers."""

    marks: Marks
    witnesses: Witnesses
    owner: Ints  # of every work: the place of its first member among the evaluators, or one past them
    people: list[int]  # user ids in the order of the evaluators
    attempts: list[int]


def gather(cohort: Cohort) -> Gathered:
    """Marks that measure: a flag that ends an evaluation is a decision, no measurement."""
    rows = list(
        Evaluation.objects.filter(cohort=cohort, state=State.DONE, flag__in=POSITIVE)
        .order_by("filled_at", "pk")
        .values_list("attempt", "evaluator", "mark", "evaluator__role")
    )
    peers = [row for row in rows if row[3] == Role.TRAINEE]
    attempts, people = _places(row[0] for row in peers), _places(row[1] for row in peers)
    marks = Marks(
        np.array([attempts[row[0]] for row in peers], dtype=np.int64),
        np.array([people[row[1]] for row in peers], dtype=np.int64),
        np.array([row[2] for row in peers], dtype=np.float64),
        len(attempts),
        len(people),
    )
    known = dict(Planted.objects.filter(attempt__in=attempts).values_list("attempt", "known_mark"))
    staff = {attempt: float(mark or 0) for attempt, _user, mark, role in rows if role == Role.STAFF}
    witnesses = _witnesses(attempts, staff | known)
    return Gathered(marks, witnesses, _owners(attempts, people), list(people), list(attempts))


def _places(ids: Iterable[int]) -> dict[int, int]:
    return {key: place for place, key in enumerate(dict.fromkeys(ids))}


def _witnesses(attempts: dict[int, int], staff: dict[int, float]) -> Witnesses:
    found = Witnesses.none(len(attempts))
    projects = Project.objects.only("must_pass_grader", "grader_pass").in_bulk()  # their subjects are long
    rows = Attempt.objects.filter(pk__in=attempts).order_by()
    for attempt, project, points in rows.values_list("pk", "team__project", "grader_score"):
        place = attempts[attempt]
        score = grader_says(projects[project], points)
        found.grader[place] = np.nan if score is None else score
        found.staff[place] = staff.get(attempt, np.nan)
    return found


def grader_says(project: Project, score: int | None) -> float | None:
    """The grader's score where it tells works apart. One that must be passed in full says the same of all."""
    if score is None or (project.must_pass_grader and project.grader_pass >= 100):
        return None
    return float(score)


def _owners(attempts: dict[int, int], people: dict[int, int]) -> Ints:
    owner = np.full(len(attempts), len(people), dtype=np.int64)
    members = Attempt.objects.filter(pk__in=attempts).order_by("-team__memberships__pk")
    for attempt, user in members.values_list("pk", "team__memberships__user"):
        if user in people:
            owner[attempts[attempt]] = people[user]
    return owner
