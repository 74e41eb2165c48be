"""One line of a list of people to invite."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from .models import SchoolClass, User

ROLES = {
    "": User.Role.TRAINEE,
    "trainee": User.Role.TRAINEE,
    "교육생": User.Role.TRAINEE,
    "staff": User.Role.STAFF,
    "운영진": User.Role.STAFF,
    "mentor": User.Role.MENTOR,
    "멘토": User.Role.MENTOR,
}
LANGUAGES = {"": "ko", "ko": "ko", "korean": "ko", "한국어": "ko", "en": "en", "english": "en", "영어": "en"}


@dataclass
class Row:
    """What a line says, tidied. `problems` are sentences for the person who wrote it."""

    line: int
    email: str
    name: str
    login: str
    role: str
    language: str
    class_word: str
    school_class: SchoolClass | None = None
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, line: int, cells: Mapping[str, str]) -> Self:
        def cell(column: str) -> str:
            # NFC: macOS types 민지 as six letters that look like two syllables.
            return " ".join(unicodedata.normalize("NFC", cells.get(column, "")).split())

        return cls(
            line=line,
            email=cell("email").lower(),
            name=cell("name"),
            login=cell("login").lower(),
            role=cell("role").lower(),
            language=cell("language").lower(),
            class_word=cell("class"),
        )


@dataclass(frozen=True)
class Plan:
    """What would happen if the list were confirmed."""

    problems: int
    roles: list[tuple[str, int]]
    classes: list[tuple[SchoolClass | None, int]]


def plan(rows: Sequence[Row]) -> Plan:
    roles = Counter(str(User.Role(row.role).label) for row in rows)
    classes = Counter(row.school_class for row in rows if row.role == User.Role.TRAINEE)
    return Plan(
        problems=sum(1 for row in rows if row.problems),
        roles=roles.most_common(),
        classes=sorted(classes.items(), key=lambda item: item[0].number if item[0] else 0),
    )
