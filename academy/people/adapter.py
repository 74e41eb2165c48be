"""How allauth signs people up and in, by the rules of the academy.

Nobody signs up without an invitation, unless a cohort is open to all.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from . import doors, logins, places, sign_up
from .models import Invitation, User
from .refusals import Refused

# Providers that prove an address before they vouch for it. Naver passes on whatever contact address is set.
VOUCHING_PROVIDERS = ("github", "google", "kakao")


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return sign_up.remembered(request) is not None or places.open_cohort() is not None

    def populate_username(self, request: HttpRequest, user: User) -> None:
        user.login = logins.derive(user.email, taken=logins.taken())

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        super().save_user(request, user, form, commit=False)
        user.name = form.cleaned_data["name"]
        invitation = sign_up.remembered(request)
        admit(request, user, invitation=invitation)
        if invitation:
            self.stash_verified_email(request, user.email)  # the link came to this address, or from staff
        return user

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        translation.activate(user.language)  # the greeting is already in their language
        try:
            doors.join_open_cohort(user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return super().post_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # The request speaks the language of whoever clicked; a reset may be asked for on a stranger's phone.
        reader = User.objects.filter(email=email.lower()).first()
        language = reader.language if reader else translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A provider signs in somebody we know, or lets somebody invited sign up. Nobody else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A newcomer brings only the address they were invited at, whatever else the provider knows."""
        invitation = None if sociallogin.is_existing else invitation_for(sociallogin)
        if invitation:
            sociallogin.email_addresses = [EmailAddress(email=invitation.email, verified=True, primary=True)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return invitation_for(sociallogin) is not None

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return login.account.provider in VOUCHING_PROVIDERS

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: BaseForm | None = None) -> User:
        invitation = invitation_for(sociallogin)
        user = sociallogin.user
        user.set_unusable_password()
        user.name = invitation.name if invitation else ""
        # One transaction: a person without the account that they came with could never sign in.
        with transaction.atomic():
            admit(request, user, invitation=invitation)
            sociallogin.save(request)
        return user


def invitation_for(sociallogin: SocialLogin) -> Invitation | None:
    """The open invitation to an address that a vouching provider has verified."""
    if sociallogin.account.provider not in VOUCHING_PROVIDERS:
        return None
    proven = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
    return Invitation.objects.keeping_a_place().filter(email__in=proven).first()


def admit(request: HttpRequest, user: User, *, invitation: Invitation | None) -> None:
    """Sign `user` up in the language they are reading. Where that fails they are told why."""
    user.language = translation.get_language() or user.language
    try:
        doors.sign_up(user, invitation=invitation)
    except Refused as refusal:
        messages.error(request, str(refusal))
        raise ImmediateHttpResponse(redirect("account_login")) from refusal
    sign_up.forget(request)
