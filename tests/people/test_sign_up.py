"""Signing up as a browser does it: by invitation, or into an open cohort."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from academy.people.models import Enrolment, Invitation, SchoolClass, User
from peer_review import points
from tests.making import make_cohort, make_person
from tests.people.making import (
    last_letter,
    link_in,
    make_account,
    make_invitation,
    sign_in,
    sign_up_fields,
    signed_in,
)

pytestmark = pytest.mark.django_db


def open_link(client, invitation):
    return client.get(f"/invitations/{invitation.token}/")


def sign_up(client, **fields):
    return client.post("/accounts/signup/", sign_up_fields(**fields))


@pytest.fixture
def invitation(sora, cohort):
    second = SchoolClass.objects.create(cohort=cohort, number=2)
    return make_invitation(
        sora, cohort, email="jiho@example.org", login="jiho", name="박지호", school_class=second
    )


def test_without_an_invitation_the_door_is_closed(english_browser, cohort):
    page = english_browser.get("/accounts/signup/")
    answer = sign_up(english_browser, email="stranger@example.org")

    assert "account/signup_closed.html" in [template.name for template in page.templates]
    assert answer.status_code == 200
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_the_invited_take_the_place_that_was_kept(client, invitation):
    welcome = open_link(client, invitation)
    answer = sign_up(client, name="박지호")

    jiho = User.objects.get(login="jiho")
    invitation.refresh_from_db()
    assert "jiho@example.org" in welcome.content.decode()
    assert answer.url == "/"
    assert signed_in(client) == "jiho"
    assert (jiho.email, jiho.name, jiho.role) == ("jiho@example.org", "박지호", "trainee")
    assert jiho.enrolments.get().school_class.number == 2
    assert invitation.accepted_by == jiho
    assert points.balance(jiho) == 5


def test_the_address_of_an_invitation_counts_as_proven(client, invitation):
    open_link(client, invitation)
    sign_up(client)

    address = EmailAddress.objects.get(user__login="jiho")
    assert (address.email, address.verified, address.primary) == ("jiho@example.org", True, True)
    assert mail.outbox == []


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/signup/?email=thief@example.org"])
def test_the_invited_cannot_bring_another_address(client, invitation, path):
    open_link(client, invitation)
    client.post(path, sign_up_fields(email="thief@example.org"))

    assert User.objects.get(login="jiho").email == "jiho@example.org"
    assert not EmailAddress.objects.filter(email="thief@example.org").exists()


def test_without_a_class_the_roomiest_is_taken(client, sora, cohort):
    second = SchoolClass.objects.create(cohort=cohort, number=2)
    make_person("ada", cohort=cohort)
    open_link(client, make_invitation(sora, cohort, login="jiho"))
    sign_up(client)

    assert Enrolment.objects.get(user__login="jiho").school_class == second


def test_invited_mentors_are_in_no_cohort(client, sora):
    open_link(client, make_invitation(sora, login="mina", role="mentor"))
    sign_up(client)

    mina = User.objects.get(login="mina")
    assert mina.role == "mentor"
    assert not mina.enrolments.exists()


def test_a_link_works_once(client, invitation):
    open_link(client, invitation)
    sign_up(client)
    client.logout()

    again = open_link(client, invitation)

    assert again.status_code == 410
    assert "account/signup_closed.html" in [t.name for t in client.get("/accounts/signup/").templates]


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"withdrawn_at": timezone.now()}, 410, "This invitation was withdrawn"),
        ({"invited_at": timezone.now() - timedelta(days=31)}, 410, "This invitation has expired"),
    ],
)
def test_a_dead_link_says_why(english_browser, invitation, change, status, sentence):
    Invitation.objects.filter(pk=invitation.pk).update(**change)

    page = open_link(english_browser, invitation)

    assert page.status_code == status
    assert sentence in page.content.decode()


def test_an_unknown_link_says_so(english_browser, db):
    page = english_browser.get("/invitations/made-up/")

    assert page.status_code == 404
    assert "This link leads nowhere" in page.content.decode()


def test_an_invitation_withdrawn_while_the_form_is_open_is_refused(client, invitation):
    open_link(client, invitation)
    client.get("/accounts/signup/")
    Invitation.objects.update(withdrawn_at=timezone.now())
    sign_up(client)

    assert not User.objects.filter(login="jiho").exists()


def test_signed_in_people_are_told_to_sign_out_first(english_browser, invitation, minji):
    minji.language = "en"
    minji.save()
    sign_in(english_browser, minji)

    page = open_link(english_browser, invitation)

    assert "You are signed in as" in page.content.decode()


def test_a_login_taken_meanwhile_is_told_and_nothing_is_lost(english_browser, invitation):
    open_link(english_browser, invitation)
    User.objects.create_user("other@example.org", login="jiho", name="Other")

    answer = sign_up(english_browser)
    page = english_browser.get(answer.url)

    invitation.refresh_from_db()
    assert answer.url == "/accounts/login/"
    assert "Somebody has just signed up with this address or login." in page.content.decode()
    assert invitation.is_open


def test_an_open_cohort_takes_whoever_proves_their_address(client):
    cohort = make_cohort("open", open_signup=True)
    sign_up(client, email="Ha.Eun@example.org")

    haeun = User.objects.get()
    assert haeun.login == "ha-eun"
    assert haeun.email == "ha.eun@example.org"
    assert not haeun.enrolments.exists()
    assert signed_in(client) is None

    client.post(link_in(last_letter()))

    assert signed_in(client) == "ha-eun"
    assert haeun.enrolments.get().cohort == cohort
    assert points.balance(haeun) == 5


def test_made_up_addresses_do_not_fill_an_open_cohort(client):
    make_cohort("open", open_signup=True, capacity=1)
    for number in range(3):
        sign_up(client, email=f"nobody{number}@example.org")
        client.cookies.clear()

    assert not Enrolment.objects.exists()
    assert sign_up(client, email="real@example.org").status_code == 302


def test_a_full_cohort_takes_nobody_more(client):
    cohort = make_cohort("open", open_signup=True, capacity=1)
    make_person("ada", cohort=cohort)

    sign_up(client, email="late@example.org")

    assert not User.objects.filter(email="late@example.org").exists()


def test_a_cohort_that_filled_up_meanwhile_leaves_the_newcomer_outside(client):
    cohort = make_cohort("open", open_signup=True, capacity=1)
    sign_up(client, email="late@example.org")
    letter = last_letter()
    make_person("ada", cohort=cohort)

    client.post(link_in(letter))

    assert signed_in(client) == "late"
    assert not Enrolment.objects.filter(user__login="late").exists()


def test_who_has_left_is_not_put_into_the_open_cohort(client):
    minji = make_account("minji", cohort=make_cohort("past"))
    minji.enrolments.update(state="withdrawn")
    make_cohort("open", open_signup=True)

    sign_in(client, minji)

    assert [enrolment.cohort.slug for enrolment in minji.enrolments.all()] == ["past"]


def test_an_address_with_an_account_gets_a_mail_instead_of_a_second_account(client):
    make_cohort("open", open_signup=True)
    make_account("minji")

    answer = sign_up(client, email="minji@example.org")

    assert answer.url == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert last_letter().to == ["minji@example.org"]


@pytest.mark.parametrize("password", ["short", "password", "wide-open"])
def test_weak_or_unequal_passwords_are_refused(client, invitation, password):
    open_link(client, invitation)

    page = sign_up(client, password1=password)

    assert page.context["form"].errors
    assert not User.objects.filter(login="jiho").exists()


def test_the_newcomers_language_is_the_one_they_read(client, invitation):
    client.cookies["django_language"] = "en"
    open_link(client, invitation)
    sign_up(client)

    assert User.objects.get(login="jiho").language == "en"
