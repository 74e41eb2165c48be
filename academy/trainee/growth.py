"""What somebody has earned and why: level, XP, skills, achievements. Only they see the causes."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from peer_review import achievements
from projects import experience, skills, xp_history

from .access import SignedIn
from .radar import radar

PER_PAGE = 20


@login_required
def page(request: SignedIn) -> HttpResponse:
    if request.user.is_staff:
        return redirect("staff:cohorts")
    known = skills.of(request.user)
    context = {
        "level": experience.level_of(request.user, request.cohort),
        "page": Paginator(xp_history.lines(request.user), PER_PAGE).get_page(request.GET.get("page")),
        "skills": known,
        "radar": radar(known),
        "achievements": achievements.of(request.user),
        "cohort": request.cohort,
    }
    return render(request, "trainee/growth.html", context)
