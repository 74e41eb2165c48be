"""When somebody leaves a cohort, or pauses: nobody is left waiting for them."""

from django.db import transaction

from academy.people.models import Cohort, Enrolment, User
from projects.models import Membership, Team

from . import booking, evaluations, ledger, points, waiting
from .models import Evaluation, Slot

State = Evaluation.State


@transaction.atomic
def step_back(user: User, *, cohort: Cohort) -> None:
    """Call off what this person has promised, without a fine. Others take over where they can.

    Call it when the enrolment is no longer active: a team that still has somebody else keeps its bookings.
    """
    ledger.lock(cohort)
    booked = cohort.evaluations.filter(state=State.BOOKED)
    for evaluation in booked.filter(evaluator=user):
        evaluation = evaluations.open_one(evaluation, "attempt__team__project")
        evaluations.end(evaluation, State.CANCELLED_BY_EVALUATOR, by=None)
        points.refund(evaluation, by=None)
        booking.rematch(evaluation)
    for evaluation in booked.filter(team__in=Team.objects.filter(memberships__user=user)):
        if not _somebody_is_left(evaluation.team, cohort):
            evaluation = evaluations.open_one(evaluation)
            evaluations.end(evaluation, State.CANCELLED_BY_TEAM, by=None)
            points.refund(evaluation, by=None)
    Slot.objects.filter(evaluator=user, evaluation=None).delete()


@transaction.atomic
def leave(user: User, *, cohort: Cohort) -> None:
    """Step back and give the points back. A team whose last member leaves looks for nobody any more."""
    step_back(user, cohort=cohort)
    waiting.end_left(cohort)
    points.close_account(user, cohort=cohort)


def _somebody_is_left(team: Team, cohort: Cohort) -> bool:
    active = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).values("user")
    return Membership.objects.filter(team=team, user__in=active).exists()
