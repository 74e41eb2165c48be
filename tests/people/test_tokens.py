from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from academy.people import tokens
from academy.people.models import AccessToken
from academy.people.refusals import Refused
from tests.making import make_person

pytestmark = pytest.mark.django_db


def make_token(user, name="laptop", scope="write", days=30):
    return tokens.create(user, name=name, scope=scope, days=days)


def test_a_token_opens_the_door_to_its_owner():
    ada = make_person("ada")
    _token, secret = make_token(ada)

    assert tokens.owner_of(secret, write=True) == ada


def test_only_a_hash_of_the_secret_is_kept():
    token, secret = make_token(make_person("ada"))

    assert secret.startswith("bgl_")
    assert len(secret) == len("bgl_") + 40
    assert secret not in str(AccessToken.objects.filter(pk=token.pk).values())
    assert token.digest == tokens.digest_of(secret)


def test_a_read_token_does_not_write():
    ada = make_person("ada")
    _token, secret = make_token(ada, scope="read")

    assert tokens.owner_of(secret, write=False) == ada
    assert tokens.owner_of(secret, write=True) is None


@pytest.mark.parametrize("name", ["ada", "Ada", "ada@example.org", "ADA@example.org", ""])
def test_a_name_sent_along_is_the_owners(name):
    ada = make_person("ada")
    _token, secret = make_token(ada)

    assert tokens.owner_of(secret, write=True, name=name) == ada


def test_a_token_under_another_name_is_refused():
    _token, secret = make_token(make_person("ada"))
    make_person("bob")

    assert tokens.owner_of(secret, write=True, name="bob") is None


@pytest.mark.parametrize("secret", ["", "bgl_", "bgl_" + "0" * 40, "a-good-password-42", "한글"])
def test_a_wrong_secret_opens_nothing(secret):
    make_token(make_person("ada"))

    assert tokens.owner_of(secret, write=False) is None


def test_a_token_ends_on_its_day():
    ada = make_person("ada")
    _token, secret = make_token(ada, days=30)

    with time_machine.travel(timezone.now() + timedelta(days=29, hours=23)):
        assert tokens.owner_of(secret, write=True) == ada
    with time_machine.travel(timezone.now() + timedelta(days=30, seconds=1)):
        assert tokens.owner_of(secret, write=True) is None


def test_a_closed_account_has_no_tokens_that_work():
    ada = make_person("ada")
    _token, secret = make_token(ada)
    ada.is_active = False
    ada.save()

    assert tokens.owner_of(secret, write=False) is None


def test_use_is_noted_once_a_minute(django_assert_num_queries):
    token, secret = make_token(make_person("ada"))
    start = timezone.now().replace(microsecond=0)

    with time_machine.travel(start, tick=False), django_assert_num_queries(2):
        tokens.owner_of(secret, write=True)
    with time_machine.travel(start + timedelta(seconds=59), tick=False), django_assert_num_queries(1):
        tokens.owner_of(secret, write=True)
    with time_machine.travel(start + timedelta(seconds=60), tick=False), django_assert_num_queries(2):
        tokens.owner_of(secret, write=True)

    token.refresh_from_db()
    assert token.used_at == start + timedelta(seconds=60)


@pytest.mark.parametrize("secret", ["bgl_" + "0" * 40, "nonsense"])
def test_a_wrong_secret_costs_as_much_as_an_expired_one(secret, django_assert_num_queries):
    token, right = make_token(make_person("ada"))
    AccessToken.objects.filter(pk=token.pk).update(scope="read")

    with django_assert_num_queries(1):
        tokens.owner_of(secret, write=True)
    with django_assert_num_queries(1):
        tokens.owner_of(right, write=True)


def test_two_tokens_of_one_person_have_different_names():
    ada = make_person("ada")
    make_token(ada)

    with pytest.raises(Refused, match="already have a token with this name"):
        make_token(ada)


def test_a_person_has_twenty_tokens_at_most():
    ada = make_person("ada")
    for number in range(tokens.MOST_PER_PERSON):
        make_token(ada, name=f"laptop {number}")

    with pytest.raises(Refused, match="You have 20 tokens"):
        make_token(ada)
