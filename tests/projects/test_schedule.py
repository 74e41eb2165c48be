"""The hours of the folders and the waits for their evaluations fit into the calendar."""

import re
from functools import cache
from io import StringIO
from itertools import groupby
from pathlib import Path

import pytest
from django.core.management import call_command

from academy.rehearsal.behaviour import Behaviour
from projects import pace
from projects.folder.project import read_folder
from projects.schedule import PASSES, WAIT, length, reworks, schedule

ROOT = Path(__file__).resolve().parents[2]


@cache
def projects():
    paths = (ROOT / "projects" / "curriculum").glob("*/project.yaml")
    return [read_folder(path.parent).project for path in paths]


def changed(slug, **values):
    [one] = [each for each in projects() if each.slug == slug]
    return one.model_copy(update=values)


def steps_of(circle, among=None):
    return schedule(pace.mandatory(among or projects(), circle.number), circle.hours_a_week)


def too_long(among):
    """Circles that end later than the calendar says, with the hours that they need and have."""
    needed = {circle: length(steps_of(circle, among)) for circle in pace.CALENDAR}
    return {
        circle.number: (float(hours), float(circle.hours))
        for circle, hours in needed.items()
        if hours > circle.hours
    }


def test_every_circle_ends_in_time_with_the_waits_inside():
    assert too_long(projects()) == {}


def test_every_phase_ends_in_its_weeks():
    weeks = {
        phase: float(sum(length(steps_of(circle)) / circle.hours_a_week for circle in circles))
        for phase, circles in groupby(pace.CALENDAR, key=lambda circle: circle.phase)
    }

    assert 3.5 <= weeks["pre-course"] <= 4
    assert 7.5 <= weeks["theory"] <= 8
    assert 10.5 <= weeks["tracks and capstone"] <= 12


def test_a_circle_that_fills_its_weeks_with_work_alone_does_not_fit():
    work = {"array-kernel": 12, "messy-tables": 18, "my-data": 20}  # 50 hours, which the circle has

    among = [changed(slug, hours=hours) for slug, hours in work.items()]

    assert too_long(among) == {2: (66.5, 50.0)}


def test_an_evaluation_more_is_a_wait_more():
    without = changed("model-service", evaluations=changed("exam-00").evaluations)

    assert float(length(schedule([without], 40))) == 13
    assert float(length(schedule([changed("model-service")], 40))) == 13 + 5.5


def test_waits_overlap_with_other_work_where_nothing_is_required():
    first, second = changed("route-finder", hours=9), changed("stack-sort", hours=12)
    after = second.model_copy(update={"requires": ("route-finder",)})

    beside, behind = schedule([first, second], 40), schedule([first, after], 40)

    assert float(beside[1].begins) == 9 + 2  # two evaluations of half an hour, and two for others
    assert float(behind[1].begins) == 9 + 5.5


def test_a_wait_takes_no_more_than_a_day_of_work():
    [step] = schedule([changed("shell-basics", hours=7)], hours_a_week=20)

    assert float(step.validated) == 7 + 4


def test_whose_attempts_fail_now_and_then_needs_longer():
    [step] = schedule([changed("model-service")], 40)

    assert float(reworks([step])) == (7 + 5.5) / 4


def test_projects_that_require_each_other_are_refused():
    ring = [
        changed("route-finder", requires=("stack-sort",)),
        changed("stack-sort", requires=("route-finder",)),
    ]

    with pytest.raises(ValueError, match="route-finder"):
        schedule(ring, 40)


def test_the_numbers_of_the_rehearsal_are_the_ones_that_it_had():
    told = (ROOT / "docs" / "rehearsal.md").read_text(encoding="utf-8")
    lived = told[told.index("## 22 weeks, lived again") :]

    [row] = re.findall(r"\| median of the waits \|(.+)", lived)
    first = row.split("|")[2].strip()  # of the default rules
    [second] = re.findall(r"A second seed with the default rules: ([\d.]+ h)", lived)

    assert max(first, second) == f"{float(WAIT)} h"
    assert float(PASSES) == Behaviour().passes


def test_the_sums_are_printed_against_the_calendar_with_what_is_assumed():
    out = StringIO()

    call_command("levels", stdout=out)

    printed = out.getvalue()
    [theory] = [line for line in printed.splitlines() if "theory" in line]
    assert theory.replace("│", "").split()[:7] == ["theory", "229", "43", "33.5", "305.5", "320", "7.64"]
    assert "Waits overlap with the work on other projects" in printed
