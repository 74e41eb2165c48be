"""Who may evaluate an attempt, who is free, and who is asked first.

`rank` is the whole interface to the choice: whatever replaces it gives evaluators in the order of preference.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from academy.people.models import Cohort, Enrolment, User
from projects.models import Attempt, Membership, Project, Team

from . import quarters
from .models import Account, Evaluation, Presence, Slot

RECENT = timedelta(days=30)  # a pair that met within this time, in either direction, is asked last
_dice = random.SystemRandom()


def eligible(team: Team, cohort: Cohort) -> QuerySet[User]:
    """Everybody whom the rules allow to evaluate this team, busy or not."""
    active = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).values("user")
    members = Membership.objects.filter(team=team).values("user")
    met = Evaluation.objects.filter(team=team, state__in=Evaluation.PAIRED).values("evaluator")
    people = User.objects.filter(is_active=True, pk__in=active).exclude(pk__in=members).exclude(pk__in=met)
    return _reaching_level(_with_experience(people, team.project), team.project, cohort)


def _with_experience(people: QuerySet[User], project: Project) -> QuerySet[User]:
    """Keep those who have started or validated the project, if it asks for that."""
    if project.evaluator == Project.Evaluator.ANYONE:
        return people
    known = Membership.objects.filter(project=project)
    if project.evaluator == Project.Evaluator.VALIDATED:
        known = known.filter(
            team__attempts__state=Attempt.State.FINISHED, team__attempts__mark__gte=project.pass_mark
        )
    return people.filter(pk__in=known.values("user"))


def _reaching_level(people: QuerySet[User], project: Project, cohort: Cohort) -> QuerySet[User]:
    if project.evaluator_level == 0:
        return people
    if project.evaluator_level >= len(cohort.levels):
        return people.none()
    floor = cohort.levels[project.evaluator_level]
    return people.annotate(xp=Sum("xp_entries__amount")).filter(xp__gte=floor)


def free_slots(team: Team, cohort: Cohort, within: range) -> QuerySet[Slot]:
    """Quarters that somebody eligible offers and has not promised otherwise."""
    elsewhere = Presence.objects.filter(user=OuterRef("evaluator"), quarter=OuterRef("quarter"))
    return Slot.objects.filter(
        ~Exists(elsewhere),
        quarter__range=(within.start, within.stop - 1),
        evaluation__isnull=True,
        evaluator__in=eligible(team, cohort).values("pk"),
    ).order_by()


def starts(team: Team, cohort: Cohort, within: range) -> list[int]:
    """The quarters in which an evaluation of this team can begin. They do not tell with whom."""
    offers: defaultdict[int, set[int]] = defaultdict(set)
    for evaluator, quarter in free_slots(team, cohort, within).values_list("evaluator", "quarter"):
        offers[evaluator].add(quarter)
    busy = busy_quarters(team, within)
    length = team.project.evaluation_minutes // quarters.MINUTES
    return sorted(
        {
            first
            for offered in offers.values()
            for first in offered
            if all(first + i in offered and first + i not in busy for i in range(length))
        }
    )


def busy_quarters(team: Team, within: range) -> set[int]:
    """When at least one member of the team is at an evaluation, on whichever side."""
    members = Membership.objects.filter(team=team).values("user")
    rows = Presence.objects.filter(user__in=members, quarter__range=(within.start, within.stop - 1))
    return set(rows.values_list("quarter", flat=True))


def rank(team: Team, cohort: Cohort, span: range) -> list[int]:
    """Ids of those who are free for all of `span`, best first.

    Pairs that have not met lately come first, then the poorest, then those with the least work that day;
    chance decides the rest.
    """
    offers = free_slots(team, cohort, span).values("evaluator").annotate(offered=Count("pk"))
    free = list(offers.filter(offered=len(span)).values_list("evaluator", flat=True))
    starts_at = quarters.start(span.start)
    recent, work = _met_lately(team, starts_at), _work_that_day(free, starts_at, cohort)
    rows = Account.objects.filter(cohort=cohort, user__in=free).values_list("user", "balance", "owed")
    wealth = {user: balance - owed for user, balance, owed in rows}
    return sorted(free, key=lambda user: (user in recent, wealth.get(user, 0), work[user], _dice.random()))


def _met_lately(team: Team, starts_at: datetime) -> set[int]:
    """Those who evaluated a member of this team, or were evaluated by one, not long before or after."""
    members = list(Membership.objects.filter(team=team).values_list("user", flat=True))
    near = Evaluation.objects.filter(
        state__in=Evaluation.PAIRED, starts_at__range=(starts_at - RECENT, starts_at + RECENT)
    )
    theirs = near.filter(team__memberships__user__in=members).values_list("evaluator", flat=True)
    ours = near.filter(evaluator__in=members).values_list("team__memberships__user", flat=True)
    return {user for user in (*theirs, *ours) if user is not None}


def _work_that_day(people: Iterable[int], starts_at: datetime, cohort: Cohort) -> Counter[int]:
    midnight = starts_at.astimezone(cohort.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    that_day = Q(starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1))
    given = Evaluation.objects.filter(that_day, evaluator__in=people, state__in=Evaluation.PAIRED)
    return Counter(given.values_list("evaluator", flat=True))
