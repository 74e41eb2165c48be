"""Fetching rows together with the right to see them: a stranger's row does not exist."""

from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from academy.people.models import User
from grader.models import Run
from projects.models import Attempt, Project, Submission, Team
from projects.refusals import Refused


class SignedIn(HttpRequest):
    """A request behind `login_required`."""

    user: User
    htmx: Any
    cohort: Any
    LANGUAGE_CODE: str


def tell(request: SignedIn, refusal: Refused) -> None:
    messages.error(request, refusal.in_language(request.LANGUAGE_CODE))


def project_of(slug: str) -> Project:
    return get_object_or_404(Project.objects.filter(retired=False), slug=slug)


def own_team(user: User, slug: str) -> Team:
    """The person's team on a project; 404 when they have none."""
    teams = Team.objects.filter(memberships__user=user, project__slug=slug).select_related("project")
    return get_object_or_404(teams)


def own_attempt(user: User, attempt_id: int) -> Attempt:
    attempts = Attempt.objects.filter(team__memberships__user=user).select_related("team__project")
    return get_object_or_404(attempts, pk=attempt_id)


def readable_submission(user: User, submission_id: int) -> Submission:
    """A hand-in of the person's own team, or the pinned work that they evaluate; staff read every one."""
    rows = Submission.objects.select_related("attempt__team__project").filter(pk=submission_id)
    if user.is_staff:
        return get_object_or_404(rows)
    own = rows.filter(attempt__team__memberships__user=user).first()
    return own or _evaluated(user, rows)


def is_own(user: User, submission: Submission) -> bool:
    """Whether they may read every hand-in of its team."""
    return user.is_staff or submission.attempt.team.memberships.filter(user=user).exists()


def _evaluated(user: User, rows: QuerySet[Submission]) -> Submission:
    """Pinned work may be read when the names are known, as in the evaluation room."""
    submission = get_object_or_404(rows.filter(attempt__submission=F("pk")))
    evaluations = submission.attempt.evaluations.filter(evaluator=user)
    if not any(one.revealed(timezone.now()) for one in evaluations):
        raise Http404
    return submission


def visible_run(user: User, run_id: int) -> Run:
    """A run of the person's own team; staff see every run."""
    runs = Run.objects.select_related("submission__attempt__team__project")
    if not user.is_staff:
        runs = runs.filter(submission__attempt__team__memberships__user=user)
    run = runs.filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run
