"""The first page: where am I, what is next, who waits for me."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from academy.people.models import User
from grader import workers
from grader.models import Run
from peer_review import agenda, demand, feedback, points
from peer_review.models import Waiting
from projects import experience
from projects.models import Project, TeamInvitation
from projects.standing import Place, standing_of

from . import pace, suggestions
from .access import SignedIn


@dataclass(frozen=True)
class Running:
    """Work of this person that the grader has or will have."""

    pk: int
    project: Project
    purpose: str
    state: str
    since: datetime


ELSEWHERE = {User.Role.STAFF: "staff:cohorts", User.Role.MENTOR: "peer_review:asked"}


@login_required
def home(request: SignedIn) -> HttpResponse:
    """Of a trainee; others begin where their work is."""
    if there := ELSEWHERE.get(User.Role(request.user.role)):
        return redirect(there)
    return render(request, "trainee/home.html", _glance(request))


@login_required
def glance(request: SignedIn) -> HttpResponse:
    """The part of the home page that changes by itself."""
    return render(request, "trainee/_glance.html", _glance(request))


def _glance(request: SignedIn) -> dict[str, object]:
    user, now = request.user, timezone.now()
    standing = standing_of(user)
    to_give, to_get = agenda.to_give(user), agenda.to_get(user)
    seen = suggestions.Situation(
        standing=standing,
        points=points.balance(user),
        meetings=[one for one in [*to_give, *to_get] if one.revealed(now)],
        to_get=to_get,
        waiting=_waiting(standing.under_way),
        owed=feedback.owed(user),
        demand=demand.of(user, request.cohort, now),
        pace=pace.of(user, request.cohort, timezone.localdate()),
        now=now,
    )
    return {
        "standing": standing,
        "level": experience.level_of(user, request.cohort),
        "points": seen.points,
        "pace": seen.pace,
        "suggestions": suggestions.of(seen),
        "to_give": to_give,
        "to_get": to_get,
        "running": list(_running(standing.under_way)),
        "invitations": TeamInvitation.objects.filter(user=user, state="open").select_related(
            "team__project", "invited_by"
        ),
        "grader_online": workers.online(),
    }


def _waiting(places: Iterable[Place]) -> frozenset[int]:
    attempts = [place.current.pk for place in places if place.current]
    rows = Waiting.objects.filter(attempt__in=attempts, state=Waiting.State.WAITING)
    return frozenset(rows.values_list("attempt", flat=True))


def _running(places: Iterable[Place]) -> Iterator[Running]:
    """The newest run of each attempt under way, while it waits or is being judged."""
    by_attempt = {place.current.pk: place.project for place in places if place.current}
    unfinished = Run.objects.filter(
        submission__attempt__in=by_attempt, state__in=[Run.State.QUEUED, Run.State.RUNNING]
    )
    for run in unfinished.exclude(purpose=Run.Purpose.RERUN).select_related("submission").order_by("pk"):
        yield Running(
            pk=run.pk,
            project=by_attempt[run.submission.attempt_id],
            purpose=run.get_purpose_display(),
            state=run.state,
            since=run.requested_at,
        )
