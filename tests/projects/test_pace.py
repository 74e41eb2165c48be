"""The level table follows from the calendar."""

from functools import cache
from io import StringIO
from itertools import groupby, pairwise
from pathlib import Path

from django.core.management import call_command

from academy.people.models import DEFAULT_LEVELS
from projects import pace
from projects.folder.project import read_folder

CURRICULUM = Path(__file__).resolve().parents[2] / "projects" / "curriculum"


@cache
def projects():
    return [read_folder(path.parent).project for path in CURRICULUM.glob("*/project.yaml")]


def test_the_committed_levels_are_the_calculated_ones():
    assert list(DEFAULT_LEVELS) == pace.table()


def test_the_calendar_is_that_of_the_academy():
    phases = groupby(pace.CALENDAR, key=lambda circle: circle.phase)

    weeks = {phase: sum(circle.days for circle in circles) / 7 for phase, circles in phases}

    assert weeks == {"pre-course": 4, "theory": 8, "tracks and capstone": 12}


def test_phases_end_on_a_level():
    ends = dict(zip(pace.LEVEL_DAYS, pace.table(), strict=True))

    assert (ends[4 * 7], ends[12 * 7], ends[24 * 7]) == (1300, 27500, 44500)


def test_early_levels_take_days_and_later_ones_weeks():
    days = pace.LEVEL_DAYS
    lengths = [end - start for start, end in pairwise(days)]

    assert (lengths[0], lengths[-1]) == (3, 21)
    assert all(length <= 2 * 7 for length in lengths[:10])


def test_no_circle_gives_more_than_the_calendar_counts():
    there = {circle.number: pace.mandatory_xp(projects(), circle.number) for circle in pace.CALENDAR}

    assert {number: xp for number, xp in there.items() if xp > pace.CALENDAR[number].xp} == {}


def test_every_circle_of_the_calendar_has_its_projects():
    there = {circle.number: pace.mandatory_xp(projects(), circle.number) for circle in pace.CALENDAR}

    assert there == {circle.number: circle.xp for circle in pace.CALENDAR}


def test_the_calculation_is_printed():
    out = StringIO()

    call_command("levels", stdout=out)

    printed = out.getvalue()
    assert ["exam-00" in printed, "27500" in printed, "pre-course" in printed] == [True, True, True]


def test_the_day_of_an_amount_is_the_day_on_which_it_is_earned():
    for day in (0, 10, 28, 60, 100, 168):
        assert abs(pace.day_of(pace.xp_on(day)) - day) <= 1

    assert pace.day_of(10**6) == pace.ends()[-1]
