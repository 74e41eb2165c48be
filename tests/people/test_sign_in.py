"""Every way into an account, as a browser goes it."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from academy.people.models import User
from tests.people.making import (
    PASSWORD,
    add_authenticator_app,
    code_now,
    last_letter,
    link_in,
    make_account,
    sign_in,
    signed_in,
)

pytestmark = pytest.mark.django_db


def ask_for_code(client, email):
    client.post("/accounts/login/code/", {"email": email})
    return re.search(r"^[A-Z0-9]{3,}(-[A-Z0-9]{3,})*$", last_letter().body, re.MULTILINE)[0]


def confirm_code(client, code):
    return client.post("/accounts/login/code/confirm/", {"code": code})


def confirm_password(client):
    return client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_address_and_password(client, minji):
    answer = sign_in(client, minji)

    assert answer.url == "/"
    assert signed_in(client) == "minji"


def test_capitals_in_the_address_do_not_matter(client, minji):
    client.post("/accounts/login/", {"login": "Minji@Example.org", "password": PASSWORD})

    assert signed_in(client) == "minji"


def test_a_wrong_password(client, minji):
    page = sign_in(client, minji, password="not-this-one")

    assert page.context["form"].errors
    assert signed_in(client) is None


def test_a_closed_account_does_not_open(client, minji):
    minji.is_active = False
    minji.save()

    sign_in(client, minji)

    assert signed_in(client) is None


def test_closing_an_account_ends_its_sessions(client, minji):
    sign_in(client, minji)
    User.objects.update(is_active=False)

    assert signed_in(client) is None


def test_an_unproven_address_is_proven_first(client, minji):
    EmailAddress.objects.update(verified=False)

    sign_in(client, minji)
    assert signed_in(client) is None

    client.post(link_in(last_letter()))
    assert signed_in(client) == "minji"


def test_a_person_made_by_hand_proves_the_address_at_the_first_sign_in(client, cohort):
    haeun = make_account("haeun")
    EmailAddress.objects.all().delete()

    sign_in(client, haeun)
    client.post(link_in(last_letter()))

    assert signed_in(client) == "haeun"


def test_whoever_runs_the_server_signs_in_at_once(client, db):
    call_command(
        "createsuperuser", email="Root@example.org", login="root", name="Root", interactive=False, verbosity=0
    )
    root = User.objects.get(login="root")
    root.set_password(PASSWORD)
    root.save()

    sign_in(client, root)

    assert signed_in(client) == "root"


def test_a_code_by_mail(client, minji):
    code = ask_for_code(client, minji.email)

    confirm_code(client, code)

    assert signed_in(client) == "minji"


def test_a_code_dies_after_three_wrong_tries(client, minji):
    code = ask_for_code(client, minji.email)
    for _try in range(3):
        confirm_code(client, "WRONG1")

    confirm_code(client, code)

    assert signed_in(client) is None


def test_a_code_dies_after_ten_minutes(client, minji):
    code = ask_for_code(client, minji.email)

    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        confirm_code(client, code)

    assert signed_in(client) is None


def test_strangers_get_no_mail_and_learn_nothing(client, minji):
    known = client.post("/accounts/login/code/", {"email": minji.email})
    mail.outbox.clear()
    unknown = Client().post("/accounts/login/code/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert mail.outbox == []


def test_the_authenticator_app_is_asked_for_after_the_password(client, minji):
    secret = add_authenticator_app(minji)

    answer = sign_in(client, minji)
    assert answer.url == "/accounts/2fa/authenticate/"
    assert signed_in(client) is None

    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert signed_in(client) == "minji"


def test_the_authenticator_app_is_asked_for_after_a_mailed_code_too(client, minji):
    add_authenticator_app(minji)

    confirm_code(client, ask_for_code(client, minji.email))

    assert signed_in(client) is None


def test_a_used_code_of_the_app_does_not_work_again(client, minji):
    secret = add_authenticator_app(minji)
    code = code_now(secret)
    sign_in(client, minji)
    client.post("/accounts/2fa/authenticate/", {"code": code})

    thief = Client()
    sign_in(thief, minji)
    thief.post("/accounts/2fa/authenticate/", {"code": code})

    assert signed_in(thief) is None


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_phone_may_be_half_a_minute_off(client, minji, seconds):
    secret = add_authenticator_app(minji)
    sign_in(client, minji)
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds)):
        code = code_now(secret)

    client.post("/accounts/2fa/authenticate/", {"code": code})

    assert signed_in(client) == "minji"


@pytest.mark.django_db(transaction=True)  # the mail goes out after commit
def test_setting_up_the_app_asks_for_the_password_and_gives_recovery_codes(client, minji):
    sign_in(client, minji)
    asked = client.get("/accounts/2fa/totp/activate/")
    confirm_password(client)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret

    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})

    kinds = set(Authenticator.objects.filter(user=minji).values_list("type", flat=True))
    assert asked.url.startswith("/accounts/reauthenticate/")
    assert kinds == {"totp", "recovery_codes"}
    assert last_letter().to == [minji.email]


def test_a_recovery_code_stands_in_for_a_lost_phone_once(client, minji):
    sign_in(client, minji)
    confirm_password(client)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

    lost, thief = Client(), Client()
    for browser in (lost, thief):
        sign_in(browser, minji)
        browser.post("/accounts/2fa/authenticate/", {"code": code})

    assert signed_in(lost) == "minji"
    assert signed_in(thief) is None


def test_a_forgotten_password_is_replaced_by_a_link(client, minji):
    client.post("/accounts/password/reset/", {"email": minji.email})
    form = client.get(link_in(last_letter())).url
    client.post(form, {"password1": "another-long-one-9", "password2": "another-long-one-9"})
    client.logout()

    sign_in(client, minji, password="another-long-one-9")

    assert signed_in(client) == "minji"


def test_a_link_for_a_new_password_works_once(client, minji):
    client.post("/accounts/password/reset/", {"email": minji.email})
    letter = last_letter()
    form = client.get(link_in(letter)).url
    client.post(form, {"password1": "another-long-one-9", "password2": "another-long-one-9"})

    page = Client().get(link_in(letter), follow=True)

    assert page.context["token_fail"]


def test_a_new_password_does_not_get_around_the_second_step(client, minji):
    add_authenticator_app(minji)
    client.post("/accounts/password/reset/", {"email": minji.email})
    form = client.get(link_in(last_letter())).url

    client.post(form, {"password1": "another-long-one-9", "password2": "another-long-one-9"})

    assert signed_in(client) is None


def test_a_new_address_takes_over_when_it_is_proven(client, minji):
    sign_in(client, minji)
    confirm_password(client)
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    minji.refresh_from_db()
    assert minji.email == "minji@example.org"

    client.post(link_in(last_letter()))

    minji.refresh_from_db()
    assert minji.email == "new@example.org"
    assert [address.email for address in EmailAddress.objects.all()] == ["new@example.org"]


def test_sign_in_mails_are_in_the_persons_language(client, minji):
    client.cookies["django_language"] = "ko"

    ask_for_code(client, minji.email)

    assert last_letter().subject == "Your sign-in code"


def test_a_whole_cohort_signs_in_from_one_address_within_a_minute(client, cohort):
    people = [make_account(f"person-{number}") for number in range(60)]

    for person in people:
        browser = Client()
        sign_in(browser, person, password="mistyped")
        sign_in(browser, person)

        assert signed_in(browser) == person.login


def test_guessing_passwords_is_stopped_but_the_owner_still_gets_in(client, minji):
    guesser = Client()
    for number in range(10):
        sign_in(guesser, minji, password=f"guess-{number}")
    page = sign_in(guesser, minji)
    assert page.context["form"].errors["__all__"]

    confirm_code(client, ask_for_code(client, minji.email))

    assert signed_in(client) == "minji"


def test_guessing_codes_of_the_app_is_stopped(client, minji):
    secret = add_authenticator_app(minji)
    sign_in(client, minji)
    wrong = f"{(int(code_now(secret)) + 1) % 10**6:06}"
    for _try in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": wrong})

    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})

    assert signed_in(client) is None


def test_signing_out_takes_a_click(client, minji):
    sign_in(client, minji)
    client.get("/accounts/logout/")
    assert signed_in(client) == "minji"

    client.post("/accounts/logout/")
    assert signed_in(client) is None


def test_signing_in_does_not_lead_to_another_site(client, minji):
    answer = sign_in(client, minji, next="https://evil.example/")

    assert answer.url == "/"


def test_one_browser_can_sign_the_others_out(client, minji):
    lost = Client()
    sign_in(lost, minji)
    sign_in(client, minji)
    assert "2 browsers" in client.get("/profile/").content.decode()

    client.post("/accounts/sessions/")

    assert signed_in(lost) is None
    assert signed_in(client) == "minji"
