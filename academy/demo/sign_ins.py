"""Passwords for a few people of the demo cohort, among them the most different ones."""

import secrets
from dataclasses import dataclass

from academy.people.models import User

from .people import Person
from .school import School


@dataclass(frozen=True)
class SignIn:
    email: str
    password: str
    role: str


def hand_out(school: School) -> list[SignIn]:
    """Staff and a mentor, and trainees far ahead, in the middle, behind, and about to meet."""
    helpers = [user for user in school.staff if user.role == User.Role.MENTOR][:1]
    return [give(user) for user in (school.office, *helpers, *_trainees(school))]


def _trainees(school: School) -> list[User]:
    there = [person for person in school.people if not (person.gone or person.frozen)]
    ordered = sorted(there, key=_ahead, reverse=True)
    chosen = [ordered[share * (len(ordered) - 1) // 100] for share in (0, 25, 50, 90)] if ordered else []
    return list(dict.fromkeys(person.user for person in chosen))


def _ahead(person: Person) -> int:
    return len(person.passed)


def give(user: User) -> SignIn:
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save(update_fields=["password"])
    return SignIn(user.email, password, str(user.role))
