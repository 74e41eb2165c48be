"""The invitation that a visitor has opened, kept in their session until they sign up."""

from django.http import HttpRequest

from .models import Invitation

SESSION_KEY = "invitation"


def remember(request: HttpRequest, invitation: Invitation) -> None:
    request.session[SESSION_KEY] = invitation.token


def remembered(request: HttpRequest) -> Invitation | None:
    """The open invitation of this visitor, looked up anew: it may have been withdrawn since."""
    token = request.session.get(SESSION_KEY)
    invitation = Invitation.objects.filter(token=token).first() if token else None
    return invitation if invitation and invitation.is_open else None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
