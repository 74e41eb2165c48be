import pytest

from academy.people.models import User
from tests.making import make_cohort
from tests.people.making import make_account, sign_in

pytestmark = pytest.mark.django_db


def page_of(client, login):
    return client.get(f"/people/{login}/")


def test_people_of_one_cohort_see_each_other_without_the_address(client, minji, cohort):
    jiho = make_account("jiho", cohort=cohort)
    sign_in(client, minji)

    page = page_of(client, "jiho")

    words = page.content.decode()
    assert "Jiho Kim" in words
    assert "Class 1" in words
    assert jiho.email not in words
    assert "For staff" not in words


@pytest.mark.parametrize(
    ("viewer", "person", "status"),
    [
        ("minji", "minji", 200),
        ("minji", "jiho", 200),
        ("minji", "elsewhere", 404),
        ("minji", "gone", 404),
        ("minji", "closed", 404),
        ("minji", "sora", 404),
        ("minji", "nobody", 404),
        ("gone", "minji", 404),
        ("gone", "gone", 200),
        ("mina", "minji", 200),
        ("mina", "closed", 404),
        ("sora", "elsewhere", 200),
        ("sora", "closed", 200),
        (None, "minji", 302),
    ],
)
def test_who_sees_whom(client, cohort, viewer, person, status):
    accounts = {login: make_account(login, cohort=cohort) for login in ("minji", "jiho", "gone", "closed")}
    accounts["elsewhere"] = make_account("elsewhere", cohort=make_cohort("elsewhere"))
    accounts["sora"] = make_account("sora", role="staff")
    accounts["mina"] = make_account("mina", role="mentor")
    accounts["gone"].enrolments.update(state="withdrawn")
    User.objects.filter(login="closed").update(is_active=False)
    if viewer:
        sign_in(client, accounts[viewer])

    assert page_of(client, person).status_code == status


def test_staff_see_the_address_and_change_the_enrolment_with_a_reason(staff_client, minji):
    enrolment = minji.enrolments.get()

    page = page_of(staff_client, "minji")
    answer = staff_client.post(f"/enrolments/{enrolment.pk}/", {"action": "freeze", "reason": "Illness"})
    after = page_of(staff_client, "minji").content.decode()

    enrolment.refresh_from_db()
    assert minji.email in page.content.decode()
    assert answer.url == "/people/minji/"
    assert enrolment.state == "frozen"
    assert "Illness" in after
    assert "Unfreeze" in after


@pytest.mark.parametrize("fields", [{"action": "freeze"}, {"action": "unfreeze", "reason": "Why"}, {}])
def test_an_incomplete_change_changes_nothing(staff_client, minji, fields):
    enrolment = minji.enrolments.get()

    answer = staff_client.post(f"/enrolments/{enrolment.pk}/", fields, follow=True)

    enrolment.refresh_from_db()
    assert enrolment.state == "active"
    assert "Choose what to change, and say why." in answer.content.decode()


def test_trainees_do_not_change_enrolments(client, minji):
    sign_in(client, minji)

    answer = client.post(f"/enrolments/{minji.enrolments.get().pk}/", {"action": "graduate", "reason": "Me"})

    assert answer.status_code == 404
    assert minji.enrolments.get().state == "active"


def test_ones_own_profile_changes_name_and_language(client, minji):
    sign_in(client, minji)

    answer = client.post("/profile/", {"name": "김민지", "language": "ko", "role": "staff", "login": "boss"})

    minji.refresh_from_db()
    assert answer.url == "/profile/"
    assert (minji.name, minji.language, minji.role, minji.login) == ("김민지", "ko", "trainee", "minji")


def test_a_profile_without_a_name_is_not_saved(client, minji):
    sign_in(client, minji)

    page = client.post("/profile/", {"name": " ", "language": "ko"})

    assert page.context["form"].errors
    assert User.objects.get(login="minji").name == "Minji Kim"


@pytest.mark.parametrize("path", ["/profile/", "/tokens/", "/invitations/", "/invitations/new/"])
def test_strangers_are_sent_to_the_sign_in_page(client, db, path):
    assert client.get(path).url == f"/accounts/login/?next={path}"
