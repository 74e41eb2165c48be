"""Where somebody stands against the calendar: the ridge of their weeks, and how many days they are ahead."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

from academy.people.models import Cohort, User
from projects import pace
from projects.models import XpEntry

WEEK = 7


@dataclass(frozen=True)
class Column:
    height: int  # 0–100
    when: str  # "past", "now" or "later"; later ones are the plan
    label: str
    plan: int  # how high the calendar expects it, 0–100


@dataclass(frozen=True)
class Pace:
    """`expected` is what a steady trainee has today; `ahead` is in days, below zero when behind."""

    day: int
    days: int
    xp: int
    expected: int
    ahead: int
    columns: list[Column]

    @property
    def behind(self) -> int:
        return max(0, -self.ahead)


@cache
def _plan() -> list[int]:
    """What a steady trainee has earned after day 0, 1, 2, … of the calendar."""
    return [pace.xp_on(day) for day in range(pace.ends()[-1] + 1)]


def of(user: User, cohort: Cohort | None, today: date) -> Pace | None:
    """None for people without a cohort, and before it begins."""
    if cohort is None or today < cohort.starts_on:
        return None
    plan = _plan()
    last = len(plan) - 1
    day = min((today - cohort.starts_on).days, last)
    earned = _earned(user, cohort, last)
    xp = earned[-1]
    reached = min(bisect_left(plan, xp), last)
    ahead = 0 if day == reached == last else reached - day
    return Pace(day, last, xp, plan[day], ahead, _columns(plan, earned, day))


def _earned(user: User, cohort: Cohort, last: int) -> list[int]:
    """What this person had after each day; what came outside of the calendar counts at its end."""
    gains = [0] * (last + 1)
    for amount, at in XpEntry.objects.filter(user=user).values_list("amount", "created_at"):
        day = (at.astimezone(cohort.zone).date() - cohort.starts_on) // timedelta(days=1)
        gains[max(0, min(day, last))] += amount
    total, after = 0, []
    for gain in gains:
        total += gain
        after.append(total)
    return after


def _columns(plan: list[int], earned: list[int], day: int) -> list[Column]:
    """One for each week: what was earned by its end, and afterwards what the calendar expects."""
    top = max(plan[-1], earned[-1], 1)
    found = []
    for number, end in enumerate(range(WEEK, len(plan) + WEEK - 1, WEEK), start=1):
        end = min(end, len(plan) - 1)
        when = "later" if end - WEEK > day else "now" if end > day else "past"
        xp = plan[end] if when == "later" else earned[end]
        told = _("Week %(week)d: %(xp)s XP, the calendar expects %(plan)s")
        label = told % {"week": number, "xp": intcomma(earned[min(end, day)]), "plan": intcomma(plan[end])}
        found.append(Column(xp * 100 // top, when, label, plan[end] * 100 // top))
    return found
