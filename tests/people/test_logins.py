import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.people import logins
from academy.people.models import Invitation
from academy.people.models.users import a_handle
from tests.making import make_cohort, make_person
from tests.people.making import make_invitation


@pytest.mark.parametrize(
    ("email", "login"),
    [
        ("minji@example.org", "minji"),
        ("Min.Ji+ai@example.org", "min-ji-ai"),
        ("min_ji@example.org", "min-ji"),
        ("2026.kim@example.org", "p-2026-kim"),
        ("k@example.org", "k-1"),
        ("민지@example.org", "p-1"),
        ("josé@example.org", "jose"),
        ("a-very-long-local-part-indeed@example.org", "a-very-long-local-pa"),
        ("seventeen-letters-and@example.org", "seventeen-letters-an"),
    ],
)
def test_a_login_comes_from_the_address(email, login):
    assert logins.derive(email, taken=()) == login


def test_a_taken_login_gets_a_number():
    assert logins.derive("minji@example.org", taken={"minji", "minji-2"}) == "minji-3"
    assert (
        logins.derive("a-very-long-local-part@x.org", taken={"a-very-long-local-pa"}) == "a-very-long-local-2"
    )


@given(local=st.text(max_size=64), taken=st.sets(st.sampled_from(["p-1", "a", "k-1", "root"])))
def test_whatever_the_address_the_login_is_a_free_handle(local, taken):
    login = logins.derive(f"{local}@example.org", taken=taken)

    a_handle(login)
    assert login not in taken


@pytest.mark.django_db
def test_logins_of_people_invitations_and_the_house_are_taken():
    sora = make_person("sora", role="staff")
    make_invitation(sora, make_cohort(), login="jiho")
    make_invitation(sora, make_cohort(), login="gone")
    Invitation.objects.filter(login="gone").update(withdrawn_at=sora.joined_at)

    taken = logins.taken()

    assert {"sora", "jiho", "admin", "staff"} <= taken
    assert "gone" not in taken
