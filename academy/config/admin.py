"""The admin site of the academy, and who may do what there."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people.access import used_second_factor
from academy.people.models import User

Person = User | AnonymousUser
OUR_APPS = ("people", "projects", "grader", "peer_review")
STAFF_VERBS = ("view", "add", "change")


class StaffPermissions(BaseBackend):
    """Staff may see, add and change our own rows, unless a ModelAdmin says no; superusers may also delete."""

    def has_perm(self, user_obj: Person, perm: str, obj: Model | None = None) -> bool:
        app, _dot, codename = perm.partition(".")
        return self.has_module_perms(user_obj, app) and codename.partition("_")[0] in STAFF_VERBS

    def has_module_perms(self, user_obj: Person, app_label: str) -> bool:
        return user_obj.is_active and user_obj.is_staff and app_label in OUR_APPS


class AcademyAdminSite(AdminSite):
    site_header = site_title = gettext_lazy("Bitgoeul administration")
    index_title = gettext_lazy("Everything that has no page of its own")

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        """Only our own models: the rows of allauth hold the secrets of people's second factors."""
        models: list[Any] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else [*model_or_iterable]
        )
        ours = [model for model in models if model._meta.app_label in OUR_APPS]
        super().register(ours, *args, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and used_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sends everybody where they can get what they lack; others than staff learn nothing."""
        here = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return _onward("account_login", here)
        if not request.user.is_staff:
            raise Http404
        pages = confirmations(request.user)
        if not pages:
            messages.warning(request, _("First set up a second factor: a passkey or an authenticator app."))
            return _onward("mfa_index", here)
        messages.info(request, _("Confirm with your second factor to open the administration."))
        return _onward(pages[0], here)


def confirmations(user: User) -> list[str]:
    """The pages on which this person can use a second factor, by the names of their addresses."""
    keys, codes = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP
    pages = {keys: "mfa_reauthenticate_webauthn", codes: "mfa_reauthenticate"}
    return [page for kind, page in pages.items() if is_mfa_enabled(user, types=[kind])]


def _onward(name: str, here: str) -> HttpResponse:
    return redirect(reverse(name) + "?" + urlencode({"next": here}))
