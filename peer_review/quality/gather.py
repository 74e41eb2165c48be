"""The marks of a cohort as arrays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from academy.people.models import Cohort, User
from projects.models import Project

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
    done = Evaluation.objects.filter(cohort=cohort, state=State.DONE, flag__in=POSITIVE)
    columns = ("attempt", "evaluator", "mark", "evaluator__role", "team__project", "attempt__grader_score")
    rows = list(done.order_by("filled_at", "pk").values_list(*columns))
    peers = [row for row in rows if row[3] == Role.TRAINEE]
    attempts, people = _places(row[0] for row in peers), _places(row[1] for row in peers)
    marks = Marks(
        np.array([attempts[row[0]] for row in peers], dtype=np.int64),
        np.array([people[row[1]] for row in peers], dtype=np.int64),
        np.array([row[2] for row in peers], dtype=np.float64),
        len(attempts),
        len(people),
    )
    known = dict(Planted.objects.filter(cohort=cohort).values_list("attempt", "known_mark"))
    staff = {row[0]: float(row[2] or 0) for row in rows if row[3] == Role.STAFF}
    scores = {row[0]: row[4:] for row in peers}
    witnesses = _witnesses(attempts, staff | known, scores)
    return Gathered(marks, witnesses, _owners(done, attempts, people), list(people), list(attempts))


def _places(ids: Iterable[int]) -> dict[int, int]:
    return {key: place for place, key in enumerate(dict.fromkeys(ids))}


def _witnesses(
    attempts: dict[int, int], staff: dict[int, float], scores: Mapping[int, tuple[int, int | None]]
) -> Witnesses:
    """`scores`: of each attempt its project and what the grader gave."""
    found = Witnesses.none(len(attempts))
    projects = Project.objects.only("must_pass_grader", "grader_pass").in_bulk()  # their subjects are long
    for attempt, place in attempts.items():
        project, points = scores[attempt]
        score = grader_says(projects[project], points)
        found.grader[place] = np.nan if score is None else score
        found.staff[place] = staff.get(attempt, np.nan)
    return found


def grader_says(project: Project, score: int | None) -> float | None:
    """The grader's score where it tells works apart. One that must be passed in full says the same of all."""
    if score is None or (project.must_pass_grader and project.grader_pass >= 100):
        return None
    return float(score)


def _owners(done: QuerySet[Evaluation], attempts: dict[int, int], people: dict[int, int]) -> Ints:
    """Asked by way of the evaluations: a list of all attempts keeps the database busy for longer."""
    owner = np.full(len(attempts), len(people), dtype=np.int64)
    members = done.order_by("-team__memberships__pk").values_list("attempt", "team__memberships__user")
    for attempt, user in members:
        if user in people and attempt in attempts:
            owner[attempts[attempt]] = people[user]
    return owner
