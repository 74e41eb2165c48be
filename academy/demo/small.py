"""A small cohort to try the site with: real people, real rules, random passwords."""

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from academy import journey
from academy.people.classes import make_classes
from academy.people.models import Cohort, Enrolment, User
from peer_review import slots

from .sign_ins import SignIn

STAFF = ("sora", "윤소라")
TRAINEES = (
    ("minji", "김민지"),
    ("jiho", "박지호"),
    ("haeun", "이하은"),
    ("dohyun", "최도현"),
    ("seoyeon", "정서연"),
    ("yujin", "한유진"),
)
WITH_SLOTS = ("haeun", "dohyun", "seoyeon")


def exists() -> bool:
    return User.objects.exists()


@transaction.atomic
def make() -> list[SignIn]:
    """A cohort that has just begun. Returns the sign-ins; the passwords are kept nowhere else."""
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        name="Gwangju AI Academy", slug="demo", starts_on=today, ends_on=today + timedelta(weeks=22)
    )
    classes = make_classes(cohort)
    sign_ins = [_person(*STAFF, role=User.Role.STAFF)[1]]
    for index, (login, name) in enumerate(TRAINEES):
        user, sign_in = _person(login, name, role=User.Role.TRAINEE)
        enrolment = Enrolment.objects.create(user=user, cohort=cohort, school_class=classes[index % 2])
        journey.enrolled(enrolment)
        sign_ins.append(sign_in)
        if login in WITH_SLOTS:
            _open_slots(user)
    return sign_ins


def _person(login: str, name: str, *, role: User.Role) -> tuple[User, SignIn]:
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(f"{login}@example.org", password, login=login, name=name, role=role)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user, SignIn(user.email, password, str(role))


def _open_slots(user: User) -> None:
    """Two hours from an hour from now, so that a first evaluation can be booked at once."""
    start = slots.next_quarter(timezone.now() + timedelta(hours=1))
    slots.open(user, start, start + timedelta(hours=2))
