"""The level table, worked out: what a steady trainee has earned on the day on which a level should come.

The calendar is that of the academy: a pre-course of 4 weeks, theory in 8, tracks and capstone in 12.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from .folder.project import ProjectFile

# Days from the start to level 0, 1, 2, …: early levels come in days, later ones in weeks. The pre-course ends
# with level 4, theory with level 10, the capstone with level 15.
LEVEL_DAYS = (0, 3, 9, 17, 28, 35, 43, 52, 62, 73, 84, 98, 113, 129, 147, 168)


@dataclass(frozen=True)
class Circle:
    """One circle in the calendar. `xp`: of its mandatory projects, of one track where there are several."""

    number: int
    phase: str
    days: Fraction
    xp: int
    hours_a_week: int  # of a steady trainee

    @property
    def hours(self) -> Fraction:
        return self.days * self.hours_a_week / 7


def _weeks(number: int, phase: str, weeks: str, xp: int, hours_a_week: int = 40) -> Circle:
    return Circle(number, phase, Fraction(weeks) * 7, xp, hours_a_week)


CALENDAR = (
    _weeks(0, "pre-course", "4", 1300, hours_a_week=20),
    _weeks(1, "theory", "5/4", 2600),
    _weeks(2, "theory", "5/4", 2800),
    _weeks(3, "theory", "7/4", 4600),
    _weeks(4, "theory", "2", 7200),
    _weeks(5, "theory", "5/4", 6500),
    _weeks(6, "theory", "1/2", 2800),
    _weeks(7, "tracks and capstone", "4", 4000),
    _weeks(8, "tracks and capstone", "1", 3000),
    _weeks(9, "tracks and capstone", "7", 10000),
)


def xp_on(day: int, calendar: Iterable[Circle] = CALENDAR) -> int:
    """What a steady trainee has earned by then, with full marks and at an even pace within each circle."""
    left, earned = Fraction(day), Fraction(0)
    for circle in calendar:
        share = min(Fraction(1), left / circle.days)
        earned += circle.xp * share
        left -= circle.days * share
    return int(earned)


def day_of(xp: int, calendar: Iterable[Circle] = CALENDAR) -> int:
    """The day on which a steady trainee has earned this much: `xp_on` the other way round."""
    left, day = xp, Fraction(0)
    for circle in calendar:
        if left < circle.xp:
            return int(day + circle.days * left / circle.xp)
        day, left = day + circle.days, left - circle.xp
    return int(day)


def table(days: Iterable[int] = LEVEL_DAYS) -> list[int]:
    """Total XP at level 0, 1, 2, …, in round numbers."""
    return [_rounded(xp_on(day)) for day in days]


def _rounded(xp: int) -> int:
    step = 50 if xp < 2000 else 100 if xp < 10000 else 500
    return xp // step * step


def mandatory(projects: Iterable[ProjectFile], circle: int) -> list[ProjectFile]:
    """What everybody must do in a circle: of several tracks the longest."""
    asked = [one for one in projects if one.circle == circle and one.mandatory]
    tracks: dict[str, list[ProjectFile]] = {}
    for one in asked:
        if one.track:
            tracks.setdefault(one.track.name, []).append(one)
    longest = max(tracks.values(), key=lambda ones: sum(one.hours for one in ones), default=[])
    return [one for one in asked if not one.track] + longest


def mandatory_xp(projects: Iterable[ProjectFile], circle: int) -> int:
    return sum(one.xp for one in mandatory(projects, circle))


def ends() -> list[int]:
    """The last day of each circle."""
    return [int(day) for day in accumulate(circle.days for circle in CALENDAR)]
