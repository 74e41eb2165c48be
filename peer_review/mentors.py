"""Projects that ask for a mentor: besides the peers, a mentor or the staff evaluate each attempt.

The commons pays for it. A supervisor from outside fills a sheet as well: `supervisors.py`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.models import Attempt
from projects.refusals import Refused

from . import booking, ledger, matching, news, slots
from .models import Choice, Evaluation, Presence

HELPERS = news.HELPERS
DOOR = Choice.Door.MENTOR


def met_by(helper: User) -> QuerySet[Evaluation, Any]:
    """The teams that this person has evaluated, or is going to: nobody meets a team twice."""
    return Evaluation.objects.filter(evaluator=helper, state__in=Evaluation.PAIRED).values("team")


def waiting(*, by: User | None = None) -> Sequence[Attempt]:
    """Attempts under evaluation that no mentor has taken, the oldest first; those that `by` could take."""
    rows = Attempt.objects.filter(state=Attempt.State.EVALUATION, team__project__mentor=True)
    taken = Evaluation.objects.filter(state__in=Evaluation.COUNTING, choice__door=DOOR)
    rows = rows.exclude(pk__in=taken.values("attempt"))
    if by is not None:
        rows = rows.exclude(team__in=met_by(by))
    return list(rows.select_related("team__project").order_by("closed_at", "pk"))


def evaluation_of(attempt: Attempt) -> Evaluation | None:
    """The mentor's evaluation of this attempt, booked or done."""
    rows = attempt.evaluations.filter(state__in=Evaluation.COUNTING, choice__door=DOOR)
    return rows.with_people().first()


@transaction.atomic
def take(attempt: Attempt, *, by: User, starts_at: datetime) -> Evaluation:
    """Staff or a mentor evaluates at this time. Raises Refused."""
    if by.role not in HELPERS:
        raise Refused(_("Only staff and mentors take these evaluations."))
    asked_by = attempt.team.memberships.order_by("-is_leader", "joined_at")[0].user
    cohort = slots.cohort_of_active(asked_by)
    ledger.lock(cohort)
    attempt = Attempt.objects.select_related("team__project").get(pk=attempt.pk)
    if attempt not in waiting():
        raise Refused(_("This team has found somebody. Thank you."))
    booking.check_time(attempt, cohort=cohort, starts_at=starts_at)
    plan = booking.planned(attempt, cohort=cohort, starts_at=starts_at, by=asked_by)
    plan.evaluator, plan.paid_by_commons = by, True
    return booked(plan, door=DOOR)


def booked(plan: Evaluation, *, door: Choice.Door) -> Evaluation:
    """Book the planned evaluation with the helper who has said yes to it. Raises Refused."""
    if met_by(plan.evaluator).filter(team=plan.team_id).exists():
        raise Refused(_("You have evaluated this team before."))
    if Presence.objects.filter(user=plan.evaluator_id, quarter__in=plan.span).exists():
        raise Refused(_("You are at another evaluation at that time."))
    slots.make_free(plan.evaluator, plan.span)
    if not booking.reserve(plan):
        raise Refused(_("This time has just been taken. Please choose another one."))
    booking.settle(plan, by=plan.booked_by)
    news.booked(plan, but=plan.evaluator)
    booking.explain(plan, door, [matching.Candidate(plan.evaluator_id, {})])
    return plan
