"""Signing in through a provider, from the moment the provider has told who it is."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.github.provider import GitHubProvider
from allauth.socialaccount.providers.naver.provider import NaverProvider
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore

from academy.people.models import User
from peer_review import points
from tests.making import make_cohort
from tests.people.making import add_authenticator_app, make_account, make_invitation

PROVIDERS = (GitHubProvider, NaverProvider)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _providers(settings):
    """As if the keys of both were in the environment."""
    settings.SOCIALACCOUNT_PROVIDERS = {
        provider.id: {"APPS": [{"client_id": "id", "secret": "secret"}]} for provider in PROVIDERS
    }
    for provider in PROVIDERS:
        registry.register(provider)
    yield
    for provider in PROVIDERS:
        registry.provider_map.pop(provider.id)


def arrive(rf, *emails, provider="github", verified=True):
    """Come back from `provider` with these addresses. Returns the login of whoever is signed in then."""
    request = rf.get("/accounts/3rdparty/callback/")
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = CookieStorage(request)
    addresses = [
        EmailAddress(email=email, verified=verified, primary=not n) for n, email in enumerate(emails)
    ]
    account = SocialAccount(provider=provider, uid=emails[0], extra_data={})
    with context.request_context(request):
        teller = get_adapter().get_provider(request, provider)
        login = SocialLogin(user=User(), account=account, email_addresses=addresses, provider=teller)
        complete_login(request, login)
    return request.user.login if request.user.is_authenticated else None


def test_somebody_known_signs_in_and_is_connected(rf, minji):
    assert arrive(rf, "Minji@example.org") == "minji"

    assert minji.socialaccount_set.get().provider == "github"


def test_somebody_invited_signs_up_into_the_place_that_was_kept(rf, sora, cohort):
    invitation = make_invitation(sora, cohort, email="jiho@example.org", login="jiho", name="박지호")

    assert arrive(rf, "private@example.org", "jiho@example.org") == "jiho"

    jiho = User.objects.get(login="jiho")
    invitation.refresh_from_db()
    assert (jiho.email, jiho.name, jiho.has_usable_password()) == ("jiho@example.org", "박지호", False)
    assert [each.email for each in jiho.emailaddress_set.all()] == ["jiho@example.org"]
    assert jiho.enrolments.get().cohort == cohort
    assert points.balance(jiho) == 5
    assert invitation.accepted_by == jiho


def test_a_stranger_is_sent_away_even_when_a_cohort_is_open(rf):
    make_cohort("open", open_signup=True)

    assert arrive(rf, "stranger@example.org") is None

    assert not User.objects.exists()


def test_an_address_that_the_provider_has_not_proven_opens_nothing(rf, sora, minji, cohort):
    make_invitation(sora, cohort, email="jiho@example.org", login="jiho")

    assert arrive(rf, "minji@example.org", verified=False) is None
    assert arrive(rf, "jiho@example.org", verified=False) is None

    assert not User.objects.filter(login="jiho").exists()


def test_a_provider_that_does_not_vouch_opens_nothing_by_address(rf, sora, minji, cohort):
    make_invitation(sora, cohort, email="jiho@example.org", login="jiho")

    assert arrive(rf, "minji@example.org", provider="naver") is None
    assert arrive(rf, "jiho@example.org", provider="naver") is None

    assert not User.objects.filter(login="jiho").exists()


def test_a_connected_account_signs_in_whoever_vouches(rf, minji):
    SocialAccount.objects.create(user=minji, provider="naver", uid="other@example.org")

    assert arrive(rf, "other@example.org", provider="naver") == "minji"


def test_a_provider_does_not_get_around_the_second_step(rf, minji):
    add_authenticator_app(minji)

    assert arrive(rf, "minji@example.org") is None


def test_a_closed_account_does_not_open(rf):
    haeun = make_account("haeun")
    haeun.is_active = False
    haeun.save()

    assert arrive(rf, "haeun@example.org") is None
