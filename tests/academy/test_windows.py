"""Projects that are open only for a time: a rush, a hackathon."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from academy import journey
from academy.people.models import Enrolment
from grader import leaderboard, runs
from grader.models import Run
from projects import submissions, teams, windows
from projects.models import Attempt, Window
from projects.refusals import Refused
from tests.making import make_cohort, make_person, make_project, make_submission, make_team
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


@pytest.fixture
def working(clock):
    """A team at a rush whose window has just ended, with two hand-ins."""
    rush, _window = make_rush(hours=48)
    team = make_team(rush, make_person("ada"))
    make_submission(team, files={"main.py": (b"1\n", False)})
    latest = make_submission(team, files={"main.py": (b"2\n", False)})
    clock.shift(timedelta(hours=48))
    return latest


def final_runs():
    return [(run.submission_id, run.requested_by) for run in Run.objects.filter(purpose=Run.Purpose.FINAL)]


def test_with_its_window_a_rush_is_closed_once_with_what_was_handed_in_last(working):
    journey.close_windows()
    journey.close_windows()

    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.submission, attempt.closed_by) == ("grading", working, None)
    assert final_runs() == [(working.pk, None)]


def test_before_the_end_nothing_is_closed(clock):
    make_submission(make_team(make_rush(hours=48)[0], make_person("ada")))
    clock.shift(timedelta(hours=47, minutes=59))

    journey.close_windows()

    assert Attempt.objects.get().state == "open"


def test_nothing_handed_in_ends_with_nothing(clock):
    make_team(make_rush(hours=48)[0], make_person("ada"))
    clock.shift(timedelta(hours=48))

    journey.close_windows()
    journey.close_windows()

    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.mark, attempt.submission, attempt.grader_score) == ("finished", 0, None, 0)


def test_a_team_cannot_close_by_hand_when_its_time_is_over(working):
    with pytest.raises(Refused, match="closed now"):
        journey.close(working.attempt, submission=working, by=working.submitted_by)

    assert Attempt.objects.get().state == "open"


def test_a_team_whose_leader_has_left_goes_on(clock):
    rush, _window = make_rush(hours=48, team_min=1, team_max=3)
    ada, bob = make_person("ada"), make_person("bob")
    team = make_team(rush, ada, bob)
    submission = make_submission(team)
    Enrolment.objects.filter(user=ada).update(state=Enrolment.State.WITHDRAWN)

    journey.close_windows()

    assert journey.close(submission.attempt, submission=submission, by=bob).purpose == "final"


def test_work_that_our_side_could_not_grade_is_sent_again_after_an_hour(working, clock):
    journey.close_windows()
    for _ in range(3):
        Run.objects.update(waits_until=None, failed_on="")
        journey.grading_failed(runs.claim("worker"), fault="the engine is gone")
    journey.close_windows()
    waits = Attempt.objects.get().state
    clock.shift(timedelta(hours=1, seconds=1))

    journey.close_windows()

    assert (waits, Attempt.objects.get().state) == ("open", "grading")
    assert len(final_runs()) == 2


def test_a_project_that_is_always_open_is_never_closed_by_the_clock(clock):
    make_submission(make_team(make_project(), make_person("ada")))

    journey.close_windows()

    assert Attempt.objects.get().state == "open"


@pytest.mark.parametrize(
    ("hours", "name"),
    [(-1, "window_closes_after"), (0, "window_closes_after"), (50, "window_opens_once|UNIQUE")],
)
def test_the_database_refuses_windows_that_cannot_be(clock, hours, name):
    rush, window = make_rush(hours=48)
    times = {"opens_at": window.opens_at, "closes_at": window.opens_at + timedelta(hours=hours)}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Window.objects.create(project=rush, cohort=make_cohort(), set_by=window.set_by, **times)


def test_the_database_refuses_an_empty_attempt_with_a_mark(clock):
    attempt = make_team(make_rush(hours=48)[0], make_person("ada")).attempts.get()
    ended = {"state": "finished", "closed_at": timezone.now(), "ended_at": timezone.now(), "mark": 50}

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**ended)
