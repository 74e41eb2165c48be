import pytest

from academy.people import tokens
from academy.people.models import AccessToken
from tests.people.making import make_account, sign_in

pytestmark = pytest.mark.django_db


def make(client, **fields):
    return client.post("/tokens/", {"name": "laptop", "scope": "write", "days": "90", **fields})


def test_a_new_token_is_shown_once(client, minji):
    sign_in(client, minji)

    page = make(client)
    later = client.get("/tokens/")

    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert tokens.owner_of(secret, write=True) == minji
    assert secret not in later.content.decode()
    assert "laptop" in later.content.decode()


@pytest.mark.parametrize("fields", [{"name": ""}, {"scope": "all"}, {"days": "9999"}, {"days": "never"}])
def test_nonsense_makes_no_token(client, minji, fields):
    sign_in(client, minji)

    page = make(client, **fields)

    assert page.context["form"].errors
    assert not AccessToken.objects.exists()


def test_a_name_that_is_taken_is_told(client, minji):
    sign_in(client, minji)
    make(client)

    page = make(client)

    assert "You already have a token with this name." in page.content.decode()


def test_a_revoked_token_opens_nothing(client, minji):
    sign_in(client, minji)
    secret = make(client).context["secret"]

    client.post(f"/tokens/{AccessToken.objects.get().pk}/revoke/")

    assert tokens.owner_of(secret, write=False) is None


def test_nobody_revokes_the_tokens_of_others(client, minji, cohort):
    other, _secret = tokens.create(
        make_account("jiho", cohort=cohort), name="schoolpc", scope="read", days=30
    )
    sign_in(client, minji)

    answer = client.post(f"/tokens/{other.pk}/revoke/")

    assert answer.status_code == 404
    assert AccessToken.objects.filter(pk=other.pk).exists()
    assert "schoolpc" not in client.get("/tokens/").content.decode()
