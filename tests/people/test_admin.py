"""The admin site: who gets in, and what they cannot do there."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin

from academy.people import tokens
from academy.people.models import AccessToken, Cohort, Enrolment, User
from peer_review import points
from tests.making import make_cohort
from tests.people.making import (
    PASSWORD,
    add_authenticator_app,
    code_now,
    make_account,
    make_invitation,
    sign_in,
)

pytestmark = pytest.mark.django_db


def sign_in_with_app(client, person):
    secret = add_authenticator_app(person)
    sign_in(client, person)
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    return client


@pytest.fixture
def staff(client, sora):
    return sign_in_with_app(client, sora)


@pytest.fixture
def root(client, db):
    root = make_account("root", role="staff")
    User.objects.filter(pk=root.pk).update(is_superuser=True)
    return sign_in_with_app(client, root)


def change_person(client, person, **fields):
    values = {name: getattr(person, name) for name in ("login", "name", "email", "role", "language")}
    inline = {"enrolments-TOTAL_FORMS": "0", "enrolments-INITIAL_FORMS": "0"}
    return client.post(
        f"/admin/people/user/{person.pk}/change/", {**values, "is_active": "on", **inline, **fields}
    )


def test_staff_with_a_second_factor_get_in(staff):
    assert staff.get("/admin/").status_code == 200


def test_strangers_sign_in_first(client, db):
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"


def test_others_than_staff_find_nothing(client, minji):
    sign_in_with_app(client, minji)

    assert client.get("/admin/", follow=True).status_code == 404


def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, sora):
    sign_in(client, sora)

    page = client.get("/admin/", follow=True)

    assert page.redirect_chain[-1][0] == "/accounts/2fa/?next=%2Fadmin%2F"
    assert "First set up a second factor" in page.content.decode()


def test_staff_who_have_one_but_did_not_use_it_are_asked_for_it(client, sora):
    sign_in(client, sora)
    secret = add_authenticator_app(sora)

    asked = client.get("/admin/", follow=True)
    assert asked.redirect_chain[-1][0] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"

    answer = client.post("/accounts/2fa/reauthenticate/", {"code": code_now(secret), "next": "/admin/"})
    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_password_alone_does_not_confirm(client, sora):
    sign_in(client, sora)
    add_authenticator_app(sora)

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_every_list_and_search_opens(staff, model):
    path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"

    assert staff.get(path).status_code == 200
    assert staff.get(path, {"q": "ada"}).status_code == 200


def test_the_secrets_of_second_factors_are_not_in_the_admin(root):
    apps = {model._meta.app_label for model in admin.site._registry}

    assert apps <= {"people", "projects", "grader", "peer_review"}
    assert root.get("/admin/mfa/authenticator/").status_code == 404


def test_no_password_hash_and_no_superuser_box(staff, minji):
    page = staff.get(f"/admin/people/user/{minji.pk}/change/").content.decode()

    assert minji.password not in page
    assert "is_superuser" not in page
    assert "user_permissions" not in page


def test_staff_cannot_make_a_superuser(staff, minji):
    change_person(staff, minji, role="staff", is_superuser="on", is_staff="on", password="x")

    minji.refresh_from_db()
    assert (minji.role, minji.is_superuser) == ("staff", False)
    assert minji.check_password(PASSWORD)


def test_staff_cannot_change_a_superuser(staff):
    root = make_account("root", role="staff")
    User.objects.filter(pk=root.pk).update(is_superuser=True)

    answer = change_person(staff, root, email="thief@example.org")

    root.refresh_from_db()
    assert answer.status_code == 403
    assert root.email == "root@example.org"


def test_superusers_change_superusers(root):
    other = make_account("other", role="staff")
    User.objects.filter(pk=other.pk).update(is_superuser=True)

    change_person(root, other, name="Other Name")

    other.refresh_from_db()
    assert (other.name, other.is_superuser) == ("Other Name", True)


def test_a_new_address_set_by_staff_signs_in(staff, minji, client):
    change_person(staff, minji, email="new@example.org")

    addresses = EmailAddress.objects.filter(user=minji).values_list("email", "verified", "primary")
    assert list(addresses) == [("new@example.org", True, True)]


def test_nobody_is_made_or_deleted(root, minji):
    assert root.get("/admin/people/user/add/").status_code == 403
    assert root.post(f"/admin/people/user/{minji.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_lost_phone_is_taken_off_the_account(staff, minji):
    root = make_account("root", role="staff")
    User.objects.filter(pk=root.pk).update(is_superuser=True)
    for person in (minji, root):
        add_authenticator_app(person)

    staff.post(
        "/admin/people/user/",
        {"action": "remove_second_factors", "_selected_action": [minji.pk, root.pk]},
    )

    assert not Authenticator.objects.filter(user=minji).exists()
    assert Authenticator.objects.filter(user=root).exists()


def test_a_person_is_enrolled_with_everything_that_belongs_to_it(staff):
    mina = make_account("mina", role="mentor")
    cohort = make_cohort()

    staff.post("/admin/people/enrolment/add/", enrolment_fields(mina, cohort))

    assert mina.enrolments.get().cohort == cohort
    assert points.balance(mina) == 5


def test_a_full_cohort_says_so_instead_of_breaking(staff, cohort, minji):
    Cohort.objects.update(capacity=1)
    mina = make_account("mina", role="mentor")

    page = staff.post("/admin/people/enrolment/add/", enrolment_fields(mina, cohort))

    assert "Gwangju is full." in page.content.decode()
    assert not mina.enrolments.exists()


def test_a_class_of_another_cohort_is_refused(staff, minji):
    elsewhere = make_cohort("elsewhere")
    enrolment = minji.enrolments.get()

    page = staff.post(
        f"/admin/people/enrolment/{enrolment.pk}/change/",
        {**enrolment_fields(minji, enrolment.cohort), "school_class": elsewhere.classes.get().pk},
    )

    assert "This class belongs to another cohort." in page.content.decode()


def test_the_state_of_an_enrolment_is_not_changed_by_hand(staff, minji):
    enrolment = minji.enrolments.get()

    staff.post(
        f"/admin/people/enrolment/{enrolment.pk}/change/",
        {**enrolment_fields(minji, enrolment.cohort), "state": "graduated"},
    )

    assert Enrolment.objects.get(pk=enrolment.pk).state == "active"


def test_invitations_are_looked_at_only_and_keep_their_links(staff, sora, cohort):
    invitation = make_invitation(sora, cohort)

    page = staff.get(f"/admin/people/invitation/{invitation.pk}/change/")

    assert page.status_code == 200
    assert invitation.token not in page.content.decode()
    assert staff.post(f"/admin/people/invitation/{invitation.pk}/change/", {"email": "x"}).status_code == 403


def test_staff_revoke_a_token_and_never_see_its_hash(staff, minji):
    token, _secret = tokens.create(minji, name="laptop", scope="write", days=30)

    page = staff.get(f"/admin/people/accesstoken/{token.pk}/change/").content.decode()
    staff.post(f"/admin/people/accesstoken/{token.pk}/delete/", {"post": "yes"})

    assert token.digest not in page
    assert not AccessToken.objects.exists()


def test_staff_delete_nothing_else(staff, cohort):
    assert staff.post(f"/admin/people/cohort/{cohort.pk}/delete/", {"post": "yes"}).status_code == 403


def enrolment_fields(person, cohort):
    return {"user": person.pk, "cohort": cohort.pk, "changes-TOTAL_FORMS": "0", "changes-INITIAL_FORMS": "0"}


def test_a_new_cohort_gets_six_classes_of_thirty(staff):
    fields = {
        "name": "Gwangju 2027",
        "slug": "gwangju-2027",
        "starts_on": "2027-03-02",
        "ends_on": "2027-08-06",
        "time_zone": "Asia/Seoul",
        "capacity": "180",
        "levels": "[0, 100, 400]",
        "classes-TOTAL_FORMS": "0",
        "classes-INITIAL_FORMS": "0",
    }

    staff.post("/admin/people/cohort/add/", fields)

    cohort = Cohort.objects.get(slug="gwangju-2027")
    assert list(cohort.classes.values_list("number", "capacity")) == [(n, 30) for n in range(1, 7)]
