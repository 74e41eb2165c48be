"""Everything that can be wrong with a list of people to invite, in sentences for the person who wrote it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from . import logins, places
from .models import Cohort, Invitation, SchoolClass, User
from .models.users import a_handle
from .roster_rows import LANGUAGES, ROLES, Row

NAME_LENGTH = 80
EMAIL_LENGTH = 254


@dataclass
class Ground:
    """What lines are checked against: what the academy has, then also what earlier lines have taken."""

    people: set[str]
    invited: dict[str, Invitation]
    logins: set[str]
    places: int
    room: dict[SchoolClass, int]
    lines: dict[str, int] = field(default_factory=dict)  # address or login → the line that has it

    @classmethod
    def under(cls, rows: Sequence[Row], *, cohort: Cohort | None) -> Self:
        emails = [row.email for row in rows]
        people = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
        people |= set(EmailAddress.objects.filter(email__in=emails).values_list("email", flat=True))
        return cls(
            people=people,
            invited={each.email: each for each in Invitation.objects.waiting().filter(email__in=emails)},
            logins=logins.taken(),
            places=places.places_left(cohort) if cohort else 0,
            room=places.places_left_by_class(cohort) if cohort else {},
        )

    def check(self, rows: Sequence[Row]) -> None:
        """Fill in `problems`, and what can be found out: role, language, class and login."""
        for row in rows:
            row.problems = [
                *self._email(row),
                *self._name(row),
                *self._login(row),
                *self._role(row),
                *self._language(row),
                *self._place(row),
            ]
        for (
            row
        ) in rows:  # after all the given ones, so that no line takes the login that a later one asks for
            if not row.login and "@" in row.email:
                row.login = logins.derive(row.email, taken=self.logins)
                self.logins.add(row.login)

    def _email(self, row: Row) -> Iterator[str]:
        try:
            validate_email(row.email)
        except ValidationError:
            wrong = _("“%(email)s” is not an e-mail address.") % {"email": row.email[:80]}
            yield wrong if row.email else _("The e-mail address is missing.")
            return
        if len(row.email) > EMAIL_LENGTH:
            yield _("This e-mail address is too long.")
        if row.email in self.people:
            yield _("%(email)s has an account already.") % {"email": row.email}
        if row.email in self.invited:
            yield _invited_already(self.invited[row.email])
        yield from self._twice(row, row.email)

    def _name(self, row: Row) -> Iterator[str]:
        if not row.name:
            yield _("The name is missing.")
        elif len(row.name) > NAME_LENGTH:
            yield _("The name is longer than %(count)d characters.") % {"count": NAME_LENGTH}
        elif not row.name.isprintable():
            yield _("The name has characters that cannot be shown.")

    def _login(self, row: Row) -> Iterator[str]:
        if not row.login:
            return
        try:
            a_handle(row.login)
        except ValidationError as error:
            yield from error.messages
            return
        if row.login in self.lines:
            yield from self._twice(row, row.login)
        elif row.login in self.logins:
            yield _("The login %(login)s is taken.") % {"login": row.login}
        self.lines.setdefault(row.login, row.line)
        self.logins.add(row.login)

    def _role(self, row: Row) -> Iterator[str]:
        if row.role not in ROLES:
            yield _("“%(word)s” is not a role: trainee, staff or mentor.") % {"word": row.role[:40]}
        row.role = ROLES.get(row.role, User.Role.TRAINEE)

    def _language(self, row: Row) -> Iterator[str]:
        if row.language not in LANGUAGES:
            yield _("“%(word)s” is not a language: ko or en.") % {"word": row.language[:40]}
        row.language = LANGUAGES.get(row.language, "ko")

    def _place(self, row: Row) -> Iterator[str]:
        if row.role != User.Role.TRAINEE:
            if row.class_word:
                yield _("Only trainees are in a class.")
            return
        self.places -= 1
        if self.places < 0:
            yield _("The cohort has no place left for this trainee.")
        if row.class_word:
            yield from self._class(row)

    def _class(self, row: Row) -> Iterator[str]:
        word = re.fullmatch(r"(?:class\s*)?(\d{1,4})\s*반?", row.class_word.lower())
        number = int(word[1]) if word else None
        row.school_class = next((each for each in self.room if each.number == number), None)
        if row.school_class is None:
            yield _("There is no class “%(word)s” in this cohort.") % {"word": row.class_word[:40]}
            return
        self.room[row.school_class] -= 1
        if self.room[row.school_class] < 0:
            yield _("%(school_class)s has no place left.") % {"school_class": row.school_class}

    def _twice(self, row: Row, word: str) -> Iterator[str]:
        first = self.lines.setdefault(word, row.line)
        if first != row.line:
            yield _("%(word)s is in line %(line)d already.") % {"word": word, "line": first}


def _invited_already(invitation: Invitation) -> str:
    if invitation.state == Invitation.State.EXPIRED:
        sentence = _("%(email)s was invited, but the link has expired: send it again.")
    else:
        sentence = _("%(email)s has been invited already.")
    return sentence % {"email": invitation.email}
