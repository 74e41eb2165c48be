"""What happens when somebody joins, whichever way: their place, and the first step of the journey."""

from django.db import transaction

from academy import journey

from . import enrolment, invitations, newcomers, places
from .models import Cohort, Enrolment, Invitation, SchoolClass, User


@transaction.atomic
def sign_up(user: User, *, invitation: Invitation | None) -> User:
    """Save a new person, in the place that was kept for them if there is one. Raises Refused."""
    if invitation is None:
        return newcomers.register(user)
    enrolled = invitations.accept(invitation, user=user)
    if enrolled:
        journey.enrolled(enrolled)
    return user


@transaction.atomic
def enrol(user: User, *, cohort: Cohort, school_class: SchoolClass | None = None) -> Enrolment:
    """Raises Refused."""
    enrolled = enrolment.enrol(user, cohort=cohort, school_class=school_class)
    journey.enrolled(enrolled)
    return enrolled


def join_open_cohort(user: User) -> Enrolment | None:
    """Whoever signed up without an invitation takes a place at their first sign-in. Raises Refused.

    By then the address is proven: made-up ones can never fill a cohort.
    """
    cohort = places.open_cohort()
    if cohort is None or user.role != User.Role.TRAINEE or user.enrolments.exists():
        return None
    return enrol(user, cohort=cohort)


@transaction.atomic
def change(row: Enrolment, action: enrolment.Action, *, by: User, reason: str) -> Enrolment:
    """Freeze, unfreeze, withdraw, graduate or take back, with all that follows from it. Raises Refused."""
    changed = enrolment.ACTIONS[action](row, by=by, reason=reason)
    if action == "freeze":
        journey.paused(changed)
    elif action in ("withdraw", "graduate"):
        journey.left(changed)
    elif action == "take_back":
        journey.enrolled(changed)
    return changed
