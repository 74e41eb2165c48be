from datetime import timedelta

import pytest
from django.utils import timezone

from academy.people import invitations, places, roster
from academy.people.models import Invitation, SchoolClass, User
from academy.people.refusals import Refused
from tests.making import make_cohort, make_person
from tests.people.making import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def sora(db):
    return make_person("sora", role="staff")


def rows_of(text, cohort):
    return roster.read_csv(text.encode(), cohort=cohort)


def long_ago(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(invited_at=timezone.now() - timedelta(days=31))
    invitation.refresh_from_db()


def test_a_list_becomes_invitations(sora, cohort):
    rows = rows_of("email,name,class,role\na@example.org,Ada,1,\nm@example.org,Mina,,mentor\n", cohort)

    made = invitations.invite(rows, cohort=cohort, by=sora)

    assert [(each.email, each.role, each.cohort, each.invited_by) for each in made] == [
        ("a@example.org", "trainee", cohort, sora),
        ("m@example.org", "mentor", None, sora),
    ]
    assert len({each.token for each in made}) == 2


def test_one_bad_line_and_nobody_is_invited(sora, cohort):
    rows = rows_of("email,name\na@example.org,Ada\nnonsense,Bob\n", cohort)

    with pytest.raises(Refused, match="Nobody was invited"):
        invitations.invite(rows, cohort=cohort, by=sora)

    assert not Invitation.objects.exists()


def test_a_place_taken_since_the_check_and_nobody_is_invited(sora):
    cohort = make_cohort(capacity=2)
    rows = rows_of("email,name\na@example.org,Ada\nb@example.org,Bob\n", cohort)
    make_person("eve", cohort=cohort)

    with pytest.raises(Refused, match="Gwangju is full"):
        invitations.invite(rows, cohort=cohort, by=sora)

    assert not Invitation.objects.exists()


def test_a_class_filled_since_the_check_and_nobody_is_invited(sora):
    cohort = make_cohort()
    cohort.classes.update(capacity=1)
    rows = rows_of("email,name,class\na@example.org,Ada,1\n", cohort)
    make_person("eve", cohort=cohort)

    with pytest.raises(Refused, match="Class 1 is full"):
        invitations.invite(rows, cohort=cohort, by=sora)


def test_an_address_invited_since_the_check_and_nobody_is_invited(sora, cohort):
    rows = rows_of("email,name\nb@example.org,Bob\na@example.org,Ada\n", cohort)
    make_invitation(sora, cohort, email="a@example.org")

    with pytest.raises(Refused, match="has just been taken"):
        invitations.invite(rows, cohort=cohort, by=sora)

    assert [each.email for each in Invitation.objects.all()] == ["a@example.org"]


def test_sending_again_gives_an_expired_link_a_new_life(sora, cohort):
    invitation = make_invitation(sora, cohort, mailed_at=timezone.now(), mail_trouble="550 no such user")
    long_ago(invitation)

    invitations.resend(invitation)

    token = invitation.token
    invitation.refresh_from_db()
    assert invitation.is_open
    assert (invitation.token, invitation.mailed_at, invitation.mail_trouble) == (token, None, "")


def test_an_expired_invitation_keeps_no_place(sora):
    cohort = make_cohort(capacity=1)
    invitation = make_invitation(sora, cohort)
    assert places.places_left(cohort) == 0

    long_ago(invitation)
    assert places.places_left(cohort) == 1

    make_person("eve", cohort=cohort)
    with pytest.raises(Refused, match="Gwangju is full"):
        invitations.resend(invitation)


def test_a_withdrawn_invitation_keeps_no_place_and_cannot_be_used(sora):
    cohort = make_cohort(capacity=1)
    invitation = make_invitation(sora, cohort)

    invitations.withdraw(invitation)

    assert places.places_left(cohort) == 1
    for act in (invitations.withdraw, invitations.resend, lambda each: invitations.accept(each, user=User())):
        with pytest.raises(Refused, match="used or withdrawn"):
            act(invitation)


def test_the_kept_place_is_there_even_in_a_full_class(sora):
    cohort = make_cohort()
    second = SchoolClass.objects.create(cohort=cohort, number=2, capacity=1)
    invitation = make_invitation(sora, cohort, school_class=second)

    enrolment = invitations.accept(invitation, user=User(name="Guest", language="en"))

    assert enrolment.school_class == second
    assert places.places_left_by_class(cohort)[second] == 0


def test_an_expired_invitation_is_not_accepted(sora, cohort):
    invitation = make_invitation(sora, cohort)
    long_ago(invitation)

    with pytest.raises(Refused, match="has expired"):
        invitations.accept(invitation, user=User(name="Guest"))


def test_the_states_of_an_invitation(sora, cohort):
    waiting, expired, withdrawn, accepted = (make_invitation(sora, cohort) for _number in range(4))
    long_ago(expired)
    invitations.withdraw(withdrawn)
    invitations.accept(accepted, user=User(name="Guest"))

    states = [Invitation.objects.get(pk=each.pk).state for each in (waiting, expired, withdrawn, accepted)]

    assert states == ["waiting", "expired", "withdrawn", "accepted"]
