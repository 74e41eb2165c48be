from datetime import timedelta

import pytest
from django.utils import timezone

from projects import attempts
from projects.refusals import Refused
from tests.making import make_closed, make_finished, make_person, make_project, make_submission, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def team():
    return make_team(make_project(retry_days=[0, 2]), make_person("ada"))


def test_closing_pins_the_work(team):
    submission = make_submission(team)

    attempt = attempts.close(submission.attempt, submission=submission, by=submission.submitted_by)

    assert (attempt.state, attempt.submission) == ("grading", submission)
    with pytest.raises(Refused, match="already closed"):
        attempts.close(attempt, submission=submission, by=submission.submitted_by)


def test_a_second_attempt_waits_for_the_first(team):
    with pytest.raises(Refused, match="already under way"):
        attempts.open_next(team)


def test_our_failure_gives_the_attempt_back(team):
    attempt = attempts.reopen(make_closed(team))

    assert (attempt.state, attempt.number, attempt.submission, attempt.closed_at) == ("open", 1, None, None)


def test_work_that_the_grader_refuses_goes_back_to_the_team(team):
    attempt = attempts.return_to_team(make_closed(team), grader_score=60)

    assert (attempt.state, attempt.grader_score, attempt.mark, attempt.passed) == (
        "returned",
        60,
        None,
        False,
    )
    assert attempts.open_next(team).number == 2


def test_the_cooldown_grows_with_the_attempts(team):
    attempts.return_to_team(make_closed(team), grader_score=60)
    attempts.open_next(team)
    second = attempts.return_to_team(make_closed(team), grader_score=70)

    assert second.retry_at == second.ended_at + timedelta(days=2)
    with pytest.raises(Refused, match="The next attempt opens on"):
        attempts.open_next(team)


def test_after_the_cooldown_the_next_attempt_opens(team):
    attempts.return_to_team(make_closed(team), grader_score=60)
    team.attempts.update(retry_at=timezone.now() - timedelta(seconds=1))

    assert attempts.open_next(team).number == 2


def test_a_replayed_end_changes_nothing(team):
    attempt = make_finished(team, peer=90)

    with pytest.raises(attempts.StepMissed):
        attempts.finish(attempt, peer_mark=10)
    attempt.refresh_from_db()
    assert attempt.mark == 95
