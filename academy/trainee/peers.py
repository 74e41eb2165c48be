"""The page that finds peers: who is on a project now, and who helps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people.models import Cohort, User
from academy.people.zones import cohort_of
from projects import peers
from projects.models import HelpOffer
from projects.refusals import Refused

from .access import SignedIn, project_of, tell


@login_required
def page(request: SignedIn, slug: str) -> HttpResponse:
    project = project_of(slug)
    cohort = _cohort(request.user, request.GET.get("cohort"))
    context = {
        "project": project,
        "peers": peers.of(project, cohort) if cohort else peers.Peers([], []),
        "own": HelpOffer.objects.filter(project=project, user=request.user).first(),
        "may_help": peers.may_help(request.user, project),
    }
    return render(request, "trainee/peers.html", context)


@login_required
@require_POST
def offer(request: SignedIn, slug: str) -> HttpResponse:
    project = project_of(slug)
    if request.POST.get("offer") == "withdraw":
        peers.withdraw(project, by=request.user)
        messages.success(request, _("You no longer offer help with this project."))
        return redirect("trainee:peers", slug)
    try:
        peers.offer(project, by=request.user, words=request.POST.get("words", ""))
        messages.success(request, _("Your name is on the list now. Thank you!"))
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:peers", slug)


def _cohort(user: User, named: str | None) -> Cohort | None:
    """Trainees look around in their own cohort, staff in the one they name or the newest."""
    if not user.is_staff:
        return cohort_of(user)
    return get_object_or_404(Cohort, slug=named) if named else Cohort.objects.first()
