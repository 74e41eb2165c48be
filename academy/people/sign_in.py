"""The ways into one's own account, each with how it stands now."""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import User

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Way:
    label: str
    note: str
    url: str


def ways_in(request: HttpRequest, user: User) -> Iterator[Way]:
    yield Way(_("E-mail"), _email(user), reverse("account_email"))
    if user.has_usable_password():
        yield Way(_("Password"), _("You can change it."), reverse("account_change_password"))
    else:
        yield Way(_("Password"), _("You sign in without one."), reverse("account_set_password"))
    yield Way(_("Two steps and passkeys"), _second_steps(user), reverse("mfa_index"))
    yield Way(_("Where I am signed in"), _sessions(user), reverse("usersessions_list"))
    if get_adapter().list_providers(request):
        text = _("Sign in with an account you have elsewhere.")
        yield Way(_("Connected accounts"), text, reverse("socialaccount_connections"))
    yield Way(_("Access tokens"), _tokens(user), reverse("people:tokens"))


def _email(user: User) -> str:
    if EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
        return user.email
    return _("%(email)s, not confirmed yet") % {"email": user.email}


def _second_steps(user: User) -> str:
    count = Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).count()
    if count == 0:
        return _("None yet. A password alone can be stolen.")
    return ngettext("%(count)d is set up.", "%(count)d are set up.", count) % {"count": count}


def _sessions(user: User) -> str:
    count = UserSession.objects.filter(user=user).count()
    return ngettext("In %(count)d browser.", "In %(count)d browsers.", count) % {"count": count}


def _tokens(user: User) -> str:
    count = user.tokens.count()
    if count == 0:
        return _("For git and the API.")
    text = ngettext("%(count)d token for git and the API.", "%(count)d tokens for git and the API.", count)
    return text % {"count": count}
