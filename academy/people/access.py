"""Who may open a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from .models import Cohort, User

View = Callable[..., HttpResponse]


class SignedIn(HttpRequest):
    """A request behind `login_required`."""

    user: User
    cohort: Cohort | None


def staff_only(view: View) -> View:
    """Everybody else is told that there is nothing here."""

    @login_required
    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened or confirmed by passkey, authenticator app or recovery code."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def client_address(request: HttpRequest) -> str:
    """Whose limits a visit counts for: with BEHIND_PROXY the address that our proxy saw, as at sign-in."""
    return str(get_adapter().get_client_ip(request))
