"""Each constraint refuses the row it is there for."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.people.models import (
    AccessToken,
    Cohort,
    Enrolment,
    EnrolmentChange,
    Invitation,
    SchoolClass,
    User,
)
from tests.making import make_cohort, make_person
from tests.people.making import make_invitation

pytestmark = pytest.mark.django_db


def refused(constraint):
    """SQLite names a broken unique rule by its columns, PostgreSQL by its name; a CHECK is named by both."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"role": "boss"}, "role_is_known"),
        ({"role": ""}, "role_is_known"),
        ({"language": "fr"}, "language_is_spoken_here"),
        ({"login": "Ada"}, "login_is_a_handle"),
        ({"login": "a"}, "login_is_a_handle"),
        ({"login": "9lives"}, "login_is_a_handle"),
        ({"login": "ada\n"}, "login_is_a_handle"),
        ({"login": "ada x"}, "login_is_a_handle"),
        ({"email": "Ada@example.org"}, "email_is_in_small_letters"),
        ({"is_superuser": True}, "superuser_is_staff"),
    ],
)
def test_a_person_is_well_formed(change, constraint):
    ada = make_person("ada")

    with refused(constraint):
        User.objects.filter(pk=ada.pk).update(**change)


@pytest.mark.parametrize("twin", [{"login": "ada"}, {"email": "ada@example.org"}], ids=["login", "e-mail"])
def test_two_people_do_not_share_login_or_address(twin):
    make_person("ada")

    with refused("unique|UNIQUE"):
        User.objects.create_user(**{"login": "bob", "email": "bob@example.org", "name": "Bob", **twin})


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"ends_on": date(2026, 1, 5)}, "cohort_ends_after_it_starts"),
        ({"capacity": 0}, "cohort_has_room_for_somebody"),
    ],
)
def test_a_cohort_makes_sense(change, constraint):
    cohort = make_cohort()

    with refused(constraint):
        Cohort.objects.filter(pk=cohort.pk).update(**change)


def test_only_one_cohort_takes_open_signups():
    make_cohort("first", open_signup=True)
    make_cohort("closed")

    with refused("one_cohort_takes_open_signups|open_signup"):
        make_cohort("second", open_signup=True)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"number": 0}, "class_number_starts_at_one"),
        ({"number": 2, "capacity": 0}, "class_has_room_for_somebody"),
        ({"number": 1}, "class_number_is_unique_in_its_cohort|school_class|schoolclass"),
    ],
)
def test_a_class_makes_sense(fields, constraint):
    cohort = make_cohort()

    with refused(constraint):
        SchoolClass.objects.create(cohort=cohort, **fields)


@pytest.mark.parametrize("state", ["active", "frozen"])
def test_a_person_is_in_one_cohort_at_a_time(state):
    ada = make_person("ada")

    with refused("person_is_in_one_cohort_at_a_time|people_enrolment.user_id"):
        Enrolment.objects.create(user=ada, cohort=make_cohort("next"), state=state)


def test_who_has_left_may_be_in_another_cohort():
    ada = make_person("ada")
    ada.enrolments.update(state="withdrawn")

    Enrolment.objects.create(user=ada, cohort=make_cohort("next"))

    assert ada.enrolments.count() == 2


def test_a_person_enrols_once_in_a_cohort():
    ada = make_person("ada")
    ada.enrolments.update(state="withdrawn")

    with refused("person_enrols_once_in_a_cohort|people_enrolment.user_id"):
        Enrolment.objects.create(user=ada, cohort=make_cohort())


def test_an_enrolment_is_in_a_known_state():
    ada = make_person("ada")

    with refused("enrolment_state_is_known"):
        ada.enrolments.update(state="asleep")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"before": "active", "after": "active"}, "enrolment_change_changes_something"),
        ({"reason": ""}, "enrolment_change_has_a_reason"),
        ({"before": "asleep"}, "enrolment_change_is_between_known_states"),
        ({"after": "gone"}, "enrolment_change_is_between_known_states"),
    ],
)
def test_a_change_of_enrolment_is_complete(fields, constraint):
    ada, sora = make_person("ada"), make_person("sora", role="staff")
    values = {"before": "active", "after": "frozen", "reason": "Illness", "by": sora, **fields}

    with refused(constraint):
        EnrolmentChange.objects.create(enrolment=ada.enrolments.get(), **values)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"cohort": None}, "trainees_and_only_they_are_invited_to_a_cohort"),
        ({"role": "staff"}, "trainees_and_only_they_are_invited_to_a_cohort"),
        ({"role": "boss"}, "trainees_and_only_they_are_invited_to_a_cohort"),
        ({"language": "fr"}, "invitation_language_is_spoken_here"),
        ({"login": "Ada"}, "invited_login_is_a_handle"),
        ({"email": "Ada@example.org"}, "invited_email_is_in_small_letters"),
        ({"accepted_at": timezone.now()}, "invitation_is_accepted_by_somebody"),
    ],
)
def test_an_invitation_is_well_formed(change, constraint):
    sora = make_person("sora", role="staff")
    invitation = make_invitation(sora, make_cohort())

    with refused(constraint):
        Invitation.objects.filter(pk=invitation.pk).update(**change)


def test_an_invitation_accepted_by_somebody_says_when():
    sora, ada = make_person("sora", role="staff"), make_person("ada")
    invitation = make_invitation(sora, make_cohort())

    with refused("invitation_is_accepted_by_somebody"):
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=ada)


def test_an_accepted_invitation_is_not_withdrawn():
    sora, ada = make_person("sora", role="staff"), make_person("ada")
    invitation = make_invitation(sora, make_cohort())
    now = timezone.now()

    with refused("invitation_is_accepted_by_somebody"):
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=ada, accepted_at=now, withdrawn_at=now)


def test_a_class_comes_with_its_cohort():
    sora, cohort = make_person("sora", role="staff"), make_cohort()

    with refused("invited_class_belongs_to_a_cohort"):
        make_invitation(sora, role="mentor", school_class=cohort.classes.first())


@pytest.mark.parametrize(
    ("twin", "constraint"),
    [
        ({"email": "guest@example.org"}, "one_open_invitation_per_address|people_invitation.email"),
        ({"login": "guest"}, "one_open_invitation_per_login|people_invitation.login"),
    ],
)
def test_an_address_and_a_login_are_invited_once(twin, constraint):
    sora, cohort = make_person("sora", role="staff"), make_cohort()
    first = make_invitation(sora, cohort, email="guest@example.org", login="guest")

    with refused(constraint), transaction.atomic():
        make_invitation(sora, cohort, **twin)

    first.withdrawn_at = timezone.now()
    first.save()
    assert make_invitation(sora, cohort, **twin).is_open


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"scope": "all"}, "token_scope_is_known"),
        ({"name": ""}, "token_has_a_name"),
        ({"digest": "bgl_in-the-clear"}, "token_is_kept_as_a_hash"),
        ({"expires_at": timezone.now() - timedelta(days=400)}, "token_lives_for_a_while"),
    ],
)
def test_a_token_is_well_formed(change, constraint):
    token = make_token(make_person("ada"))

    with refused(constraint):
        AccessToken.objects.filter(pk=token.pk).update(**change)


def test_token_names_are_unique_for_their_owner():
    ada, bob = make_person("ada"), make_person("bob")
    make_token(ada, digest="a" * 64)
    make_token(bob, digest="b" * 64)

    with refused("token_name_is_unique_for_its_owner|people_accesstoken.user_id"):
        make_token(ada, digest="c" * 64)


def make_token(user, **fields):
    values = {"name": "laptop", "digest": "0" * 64, "expires_at": timezone.now() + timedelta(days=30)}
    return AccessToken.objects.create(user=user, **{**values, **fields})


@pytest.mark.parametrize(
    "levels", [[], [0], [1, 5], [0, 5, 5], [0, 5, 4], [0, True], [0, 5.5], "0, 100", None, {"0": 1}]
)
def test_a_level_table_starts_at_zero_and_rises(levels):
    from django.core.exceptions import ValidationError

    cohort = make_cohort()
    cohort.levels = levels

    with pytest.raises(ValidationError):
        cohort.full_clean()
