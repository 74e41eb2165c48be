"""A person's XP, told line by line, each with its cause."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from academy.people.models import User

from .models import Attempt, XpEntry


@dataclass(frozen=True)
class XpLine:
    at: datetime
    cause: str
    amount: int
    total: int  # afterwards
    attempt: Attempt

    @property
    def taken(self) -> int:
        return -self.amount


def lines(user: User) -> list[XpLine]:
    """Every change, the latest first. One query."""
    told: list[XpLine] = []
    paid: set[int] = set()
    entries = XpEntry.objects.filter(user=user).select_related("attempt__team__project", "correction")
    for entry in entries.order_by("pk"):
        total = (told[-1].total if told else 0) + entry.amount
        cause = _cause(entry, again=entry.project_id in paid)
        told.append(XpLine(entry.created_at, cause, entry.amount, total, entry.attempt))
        paid.add(entry.project_id)
    return told[::-1]


def _cause(entry: XpEntry, *, again: bool) -> str:
    facts = {"project": entry.attempt.team.project.title, "number": entry.attempt.number}
    if entry.correction:
        facts |= {"before": entry.correction.before, "after": entry.correction.after}
        return _("%(project)s: the mark was corrected from %(before)d to %(after)d.") % facts
    if again:
        return _("%(project)s: a better mark with attempt %(number)d, so the difference is paid.") % facts
    return _("%(project)s validated with attempt %(number)d.") % facts
