"""What happens when many act in the same instant; SQLite lets one write at a time, PostgreSQL does not."""

import pytest

from academy.people import doors, enrolment, invitations, roster
from academy.people.models import Enrolment, EnrolmentChange, Invitation, User
from peer_review.audit import audit
from tests.making import make_cohort, make_person
from tests.people.making import make_invitation
from tests.racing import refusals

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_ten_newcomers_and_one_place():
    cohort = make_cohort(capacity=1)
    people = [make_person(role="mentor") for _number in range(10)]

    told = refusals(*[lambda person=person: doors.enrol(person, cohort=cohort) for person in people])

    assert told == ["Gwangju is full."] * 9
    assert Enrolment.objects.count() == 1
    assert audit(cohort) == []


def test_one_newcomer_enrolled_ten_times():
    cohort = make_cohort()
    person = make_person(role="mentor")

    told = refusals(*[lambda: doors.enrol(person, cohort=cohort)] * 10)

    assert len(told) == 9
    assert person.enrolments.count() == 1
    assert audit(cohort) == []


def test_one_link_opened_in_ten_windows():
    cohort = make_cohort()
    invitation = make_invitation(make_person("sora", role="staff"), cohort)

    def sign_up():
        doors.sign_up(User(name="Guest", language="en"), invitation=invitation)

    told = refusals(*[sign_up] * 10)

    assert told == ["This invitation has been used or withdrawn."] * 9
    assert Enrolment.objects.count() == 1
    assert audit(cohort) == []


def test_a_link_used_and_withdrawn_in_the_same_instant():
    invitation = make_invitation(make_person("sora", role="staff"), make_cohort())

    told = refusals(
        lambda: doors.sign_up(User(name="Guest", language="en"), invitation=invitation),
        lambda: invitations.withdraw(invitation),
    )

    invitation.refresh_from_db()
    assert told == ["This invitation has been used or withdrawn."]
    assert invitation.state in ("accepted", "withdrawn")
    assert Enrolment.objects.count() == (invitation.state == "accepted")


def test_two_lists_for_the_last_places():
    cohort = make_cohort(capacity=5)
    sora = make_person("sora", role="staff")
    lists = [
        roster.read_csv(
            f"email,name\n{name}1@b.org,A\n{name}2@b.org,B\n{name}3@b.org,C\n".encode(), cohort=cohort
        )
        for name in ("x", "y", "z")
    ]

    told = refusals(*[lambda rows=rows: invitations.invite(rows, cohort=cohort, by=sora) for rows in lists])

    assert told == ["Gwangju is full."] * 2
    assert Invitation.objects.count() == 3


def test_one_list_confirmed_twice():
    cohort, sora = make_cohort(), make_person("sora", role="staff")
    rows = roster.read_csv(b"email,name\na@b.org,A\nb@b.org,B\n", cohort=cohort)

    told = refusals(*[lambda: invitations.invite(rows, cohort=cohort, by=sora)] * 2)

    assert told == ["An address or a login has just been taken. Look at the list again."]
    assert Invitation.objects.count() == 2


def test_two_members_of_staff_freeze_one_person():
    sora, person = make_person("sora", role="staff"), make_person("ada")
    place = person.enrolments.get()

    told = refusals(*[lambda: enrolment.freeze(place, by=sora, reason="Illness")] * 2)

    assert len(told) == 1
    assert EnrolmentChange.objects.count() == 1
