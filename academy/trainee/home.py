"""The first page: where am I, what is next, who waits for me."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from grader import runs, workers
from peer_review import agenda, points
from projects import experience
from projects.models import TeamInvitation
from projects.standing import standing_of

from .access import SignedIn


@login_required
def home(request: SignedIn) -> HttpResponse:
    if request.user.is_staff:
        return redirect("staff:cohorts")
    return render(request, "trainee/home.html", _glance(request))


@login_required
def glance(request: SignedIn) -> HttpResponse:
    """The part of the home page that changes by itself."""
    return render(request, "trainee/_glance.html", _glance(request))


def _glance(request: SignedIn) -> dict[str, object]:
    user = request.user
    standing = standing_of(user)
    submissions = [a.submission for place in standing.under_way for a in place.attempts if a.submission]
    return {
        "standing": standing,
        "level": experience.level_of(user, request.cohort),
        "points": points.balance(user),
        "to_give": agenda.to_give(user),
        "to_get": agenda.to_get(user),
        "runs": runs.latest_for(submissions),
        "invitations": TeamInvitation.objects.filter(user=user, state="open").select_related(
            "team__project", "invited_by"
        ),
        "grader_online": workers.online(),
    }
