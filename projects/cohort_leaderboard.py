"""The people of a cohort by their XP, as far as they and their cohort want to be seen."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Sum
from django.db.models.functions import Coalesce

from academy.people.models import Cohort, Enrolment, User

from .experience import Level, level_at


@dataclass(frozen=True)
class Line:
    place: int  # those with the same XP share one
    person: User
    level: Level


def of(cohort: Cohort, *, everybody: bool = False) -> list[Line]:
    """Those with most XP first; `everybody` also names who is not on the list for others. One query."""
    people = User.objects.filter(
        enrolments__cohort=cohort, enrolments__state__in=Enrolment.PRESENT, is_active=True
    )
    if not everybody:
        people = people.filter(on_leaderboard=True)
    found = people.annotate(xp=Coalesce(Sum("xp_entries__amount"), 0)).order_by("-xp", "name", "pk")
    lines: list[Line] = []
    for xp, equal in groupby(found, key=lambda person: person.xp):
        place = len(lines) + 1
        lines += [Line(place, person, level_at(xp, cohort.levels)) for person in equal]
    return lines
