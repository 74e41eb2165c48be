"""What the evaluators of a market have, where they stand, and which projects admit them."""

from collections.abc import Sequence

import numpy as np
from django.db.models import Max, Sum

from academy.people.models import Cohort
from projects.models import Attempt, Membership, Project, XpEntry

from ..models import Account
from .problem import Ints, People


def people_of(cohort: Cohort, projects: Sequence[Project], people: Ints) -> People:
    ids = people.tolist()
    accounts = Account.objects.filter(cohort=cohort, user__in=ids).order_by()
    wealth = {user: has - owes for user, has, owes in accounts.values_list("user", "balance", "owed")}
    memberships = Membership.objects.filter(user__in=ids).order_by().values_list("user")
    rank = dict(memberships.annotate(Max("project__circle")))
    rows = [_admitted(project, cohort, ids) for project in projects]
    return People(
        np.array([wealth.get(user, 0) for user in ids], np.int64),
        np.array([rank.get(user, 0) for user in ids], np.int64),
        np.array(rows, bool).reshape(len(rows), len(ids)),
    )


def _admitted(project: Project, cohort: Cohort, ids: list[int]) -> list[bool]:
    """Whom the project lets evaluate: by what they have started or validated, and by their level."""
    allowed = set(ids)
    if project.evaluator != Project.Evaluator.ANYONE:
        known = Membership.objects.filter(project=project)
        if project.evaluator != Project.Evaluator.REGISTERED:
            known = known.filter(
                team__attempts__state=Attempt.State.FINISHED, team__attempts__mark__gte=project.pass_mark
            )
        allowed &= set(known.values_list("user", flat=True))
    if project.evaluator_level:
        allowed &= _reaching(project.evaluator_level, cohort)
    return [user in allowed for user in ids]


def _reaching(level: int, cohort: Cohort) -> set[int]:
    if level >= len(cohort.levels):
        return set()
    totals = XpEntry.objects.filter(user__enrolments__cohort=cohort).order_by().values("user")
    reached = totals.annotate(xp=Sum("amount")).filter(xp__gte=cohort.levels[level])
    return set(reached.values_list("user", flat=True))
