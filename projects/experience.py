"""XP and levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import transaction
from django.db.models import Max, Sum

from academy.people.models import DEFAULT_LEVELS, Cohort, User
from academy.people.zones import cohort_of

from . import news
from .models import Attempt, MarkCorrection, Project, XpEntry


@dataclass(frozen=True)
class Level:
    """A level and how far it is to the next one."""

    number: int
    xp: int  # total
    floor: int  # total XP at which this level began
    ceiling: int | None  # total XP of the next level; None at the top

    @property
    def percent(self) -> int:
        if self.ceiling is None:
            return 100
        return (self.xp - self.floor) * 100 // (self.ceiling - self.floor)

    @property
    def left(self) -> int:
        return 0 if self.ceiling is None else self.ceiling - self.xp

    def __str__(self) -> str:
        return f"{self.number}.{min(self.percent, 99):02d}"


def level_at(xp: int, table: Sequence[int] = DEFAULT_LEVELS) -> Level:
    """`table[n]` is the total XP at which level n begins; it starts at 0 and rises."""
    for number, (floor, ceiling) in enumerate(pairwise(table)):
        if xp < ceiling:
            return Level(number, xp, floor, ceiling)
    return Level(len(table) - 1, xp, table[-1], None)


def total_xp(user: User) -> int:
    return XpEntry.objects.filter(user=user).aggregate(total=Sum("amount"))["total"] or 0


def level_of(user: User, cohort: Cohort | None) -> Level:
    return level_at(total_xp(user), cohort.levels if cohort else DEFAULT_LEVELS)


@transaction.atomic
def pay(attempt: Attempt) -> list[XpEntry]:
    """Pay a passed attempt to each member: project XP × mark / 100. A retry pays only the difference."""
    if not attempt.passed or attempt.mark is None:
        return []
    project = attempt.team.project
    worth = project.xp * attempt.mark // 100
    entries = []
    for user in attempt.team.members.all():
        paid = XpEntry.objects.filter(user=user, project=project).aggregate(total=Sum("amount"))["total"] or 0
        if worth > paid:
            entries.append(
                XpEntry.objects.create(user=user, project=project, attempt=attempt, amount=worth - paid)
            )
    _tell_of_levels(entries)
    return entries


@transaction.atomic
def correct(correction: MarkCorrection) -> list[XpEntry]:
    """After a mark was corrected: pay or take back what the best mark of the project now makes different."""
    attempt = correction.attempt
    project, entries = attempt.team.project, []
    for user in attempt.team.members.all():
        paid = XpEntry.objects.filter(user=user, project=project).aggregate(total=Sum("amount"))["total"] or 0
        change = _worth(user, project) - paid
        if change:
            entries.append(
                XpEntry.objects.create(
                    user=user, project=project, attempt=attempt, correction=correction, amount=change
                )
            )
    _tell_of_levels(entries)
    return entries


def _tell_of_levels(entries: Sequence[XpEntry]) -> None:
    """Whom these have brought to a higher level. A level that was lost and won again is no news."""
    for entry in entries:
        cohort = cohort_of(entry.user)
        table, xp = cohort.levels if cohort else DEFAULT_LEVELS, total_xp(entry.user)
        reached = level_at(xp, table).number
        if reached > level_at(xp - entry.amount, table).number:
            news.level_reached(entry.user_id, reached)


def _worth(user: User, project: Project) -> int:
    """XP that this person's best passed attempt is worth."""
    finished = Attempt.objects.filter(
        team__memberships__user=user, team__project=project, mark__gte=project.pass_mark
    )
    best = finished.aggregate(best=Max("mark"))["best"]
    return 0 if best is None else project.xp * best // 100
