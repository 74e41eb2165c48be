"""The leaderboard of a cohort by XP. The cohort can do without it, and each person can stay off it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from academy.people.models import Cohort, User
from academy.people.zones import cohort_of
from projects import cohort_leaderboard

from .access import SignedIn
from .places import shown


@login_required
def page(request: SignedIn) -> HttpResponse:
    cohort = _cohort(request.user, request.GET.get("cohort"))
    lines = cohort_leaderboard.of(cohort, everybody=request.user.is_staff)
    places = shown(lines, request.GET.get("page"), is_own=lambda line: line.person == request.user)
    return render(request, "trainee/cohort_leaderboard.html", {"cohort": cohort, "places": places})


def _cohort(user: User, named: str | None) -> Cohort:
    """Trainees see their own cohort, staff the one they name or the newest.

    Raises Http404 where it is switched off.
    """
    if user.is_staff:
        cohorts = Cohort.objects.all()
        cohort = get_object_or_404(cohorts, slug=named) if named else cohorts.first()
    else:
        cohort = cohort_of(user)
    if cohort is None or not (cohort.leaderboard or user.is_staff):
        raise Http404
    return cohort
