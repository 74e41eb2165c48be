"""Fetching rows together with the right to see them: a stranger's row does not exist."""

from enum import Flag, auto
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.vary import vary_on_headers

from academy.people import access
from academy.people.models import User
from projects.models import Attempt

from ..models import Evaluation

# A part of a page has the page's own address; the browser must not show the one for the other.
page_or_part = vary_on_headers("HX-Request")


class SignedIn(access.SignedIn):
    """A request behind `login_required`."""

    htmx: Any


def visible_evaluation(user: User, key: str) -> Evaluation:
    """One that this person takes part in; staff see every one."""
    rows = Evaluation.objects.visible_to(user).with_people().select_related("cohort", "sheet", "decided_by")
    return get_object_or_404(rows, key=key)


class Side(Flag):
    """Which part somebody has in an evaluation."""

    EVALUATOR = auto()
    TEAM = auto()
    STAFF = auto()
    BOTH = EVALUATOR | TEAM


def evaluation_on(side: Side, user: User, key: str) -> Evaluation:
    """One in which this person is on `side`; for everybody else it does not exist."""
    evaluation = visible_evaluation(user, key)
    own = Side.STAFF if user.is_staff else Side(0)
    if evaluation.evaluator_id == user.pk:
        own |= Side.EVALUATOR
    if user in evaluation.team.members.all():
        own |= Side.TEAM
    if not own & side:
        raise Http404
    return evaluation


def evaluation_to_read(user: User, key: str) -> Evaluation:
    """One whose code this person may read: its evaluator, or staff."""
    rows = Evaluation.objects.with_people().select_related("cohort", "sheet")
    return get_object_or_404(rows if user.is_staff else rows.filter(evaluator=user), key=key)


def own_attempt(user: User, attempt_id: int) -> Attempt:
    attempts = Attempt.objects.filter(team__memberships__user=user).select_related("team__project")
    return get_object_or_404(attempts, pk=attempt_id)
