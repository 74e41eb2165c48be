"""Projects that are open only for a time: a rush, a hackathon."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy import journey
from grader import leaderboard
from projects import submissions, teams, windows
from projects.models import Window
from projects.refusals import Refused
from tests.making import make_cohort, make_person, make_project, make_team
from tests.projects.sitting import make_exam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-03-06T09:00:00Z", tick=False)
    return time_machine


def make_rush(**fields):
    return make_exam("rush", exam=None, window_hours=48, files=["main.py"], task_digest="0" * 64, **fields)


def test_a_team_forms_before_the_window_and_begins_in_it(clock):
    rush, _window = make_rush(hours=48, opens_in=24, team_min=1, team_max=3)
    team = teams.create(rush, leader=make_person("ada"))
    with pytest.raises(Refused, match="It opens on"):
        journey.begin(team)

    clock.shift(timedelta(hours=24))

    assert journey.begin(team).number == 1


def test_after_the_window_nothing_is_taken(clock):
    rush, _window = make_rush(hours=48)
    team = make_team(rush, make_person("ada"))
    clock.shift(timedelta(hours=48))

    with pytest.raises(Refused, match="closed now"):
        submissions.open_attempt(team)


def test_the_board_of_a_hackathon_closes_with_its_window(clock):
    hackathon, window = make_rush(hours=48, leaderboard=True)

    during = leaderboard.of(hackathon, make_cohort())
    clock.shift(timedelta(hours=48))
    after = leaderboard.of(hackathon, make_cohort())

    assert (during.closes_at, during.closed, after.closed) == (window.closes_at, False, True)


def test_windows_of_a_project_do_not_overlap(clock):
    rush, window = make_rush(hours=48)
    given = {"opens_at": window.closes_at - timedelta(hours=1), "closes_at": window.closes_at + timedelta(1)}

    with pytest.raises(Refused, match="overlaps"):
        windows.set_window(rush, make_cohort(), by=window.set_by, **given)

    assert Window.objects.count() == 1


def test_a_project_that_is_always_open_has_no_window(clock):
    staff, now = make_person(role="staff"), timezone.now()

    with pytest.raises(Refused, match="always open"):
        windows.set_window(
            make_project(), make_cohort(), opens_at=now, closes_at=now + timedelta(1), by=staff
        )
