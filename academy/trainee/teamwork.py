"""Forming a team."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people.models import User
from projects import teams
from projects.models import TeamInvitation
from projects.refusals import Refused

from .access import SignedIn, own_team, tell


@login_required
@require_POST
def invite(request: SignedIn, slug: str) -> HttpResponse:
    team = own_team(request.user, slug)
    login = request.POST.get("login", "").strip().lower()
    person = User.objects.filter(login=login, is_active=True).first()
    if person is None:
        messages.error(request, _("There is nobody with the login %(login)s.") % {"login": login or "…"})
        return redirect("trainee:project", slug)
    return _try(request, slug, lambda: teams.invite(team, person, by=request.user))


@login_required
@require_POST
def answer(request: SignedIn, invitation_id: int) -> HttpResponse:
    invitations = TeamInvitation.objects.filter(user=request.user).select_related("team__project")
    invitation = get_object_or_404(invitations, pk=invitation_id)
    accept = request.POST.get("answer") == "accept"
    return _try(request, invitation.team.project.slug, lambda: teams.answer(invitation, accept=accept))


@login_required
@require_POST
def withdraw(request: SignedIn, invitation_id: int) -> HttpResponse:
    leads = TeamInvitation.objects.filter(
        team__memberships__user=request.user, team__memberships__is_leader=True
    )
    invitation = get_object_or_404(leads.select_related("team__project"), pk=invitation_id)
    return _try(request, invitation.team.project.slug, lambda: teams.withdraw(invitation))


@login_required
@require_POST
def leave(request: SignedIn, slug: str) -> HttpResponse:
    team = own_team(request.user, slug)
    return _try(request, slug, lambda: teams.leave(team, request.user))


def _try(request: SignedIn, slug: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", slug)
