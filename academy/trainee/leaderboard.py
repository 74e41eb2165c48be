"""The leaderboard of a project, for the people of one cohort."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from academy.people.models import Cohort, User
from academy.people.zones import cohort_of
from grader import leaderboard
from grader.leaderboard import Board
from projects.models import Membership, Project

from .access import SignedIn, project_of
from .places import shown


@login_required
def page(request: SignedIn, slug: str) -> HttpResponse:
    project = project_of(slug)
    board = board_for(request.user, project, cohort=request.GET.get("cohort"))
    own = Membership.objects.filter(user=request.user, project=project).values_list("team", flat=True).first()
    places = shown(board.lines, request.GET.get("page"), is_own=lambda line: line.team.pk == own)
    context = {"project": project, "board": board, "places": places, "own_team": own}
    return render(request, "trainee/leaderboard.html", context)


def board_for(user: User, project: Project, *, cohort: str | None = None) -> Board:
    """Trainees see the board of their own cohort, staff that of the cohort they name or the newest.

    Raises Http404 where the project has none.
    """
    if not project.leaderboard:
        raise Http404
    if user.is_staff:
        cohorts = Cohort.objects.all()
        chosen = get_object_or_404(cohorts, slug=cohort) if cohort else cohorts.first()
    else:
        chosen = cohort_of(user)
    if chosen is None:
        raise Http404
    return leaderboard.of(project, chosen)
