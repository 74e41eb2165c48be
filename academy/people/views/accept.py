"""The page behind the link of an invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from .. import sign_up
from ..models import Invitation


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Tells what the invitation is for, or why it is of no use any more. The sign-up page does the rest."""
    related = Invitation.objects.select_related("cohort", "school_class", "invited_by", "accepted_by")
    invitation = related.filter(token=token).first()
    # Never for the signed-in: signing up would mix two people in one session.
    if invitation and invitation.is_open and not request.user.is_authenticated:
        sign_up.remember(request, invitation)
    status = 200 if invitation and invitation.is_open else 404 if invitation is None else 410
    return render(request, "people/invitation.html", {"invitation": invitation}, status=status)
