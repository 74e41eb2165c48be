"""Home: where am I, what is next, who waits for me."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from academy.trainee import pace, suggestions
from grader import runs
from grader.models import Run
from peer_review import demand, waiting
from projects import experience
from projects.models import Attempt
from projects.pace import ends, xp_on
from tests.making import make_cohort, make_finished, make_submission, make_team
from tests.peer_review.making import (
    NOW,
    at,
    book,
    fill,
    make_attempt,
    make_project,
    make_trainee,
    meet,
    offer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def ada():
    return make_trainee("ada")


@pytest.fixture
def home(client, ada):
    def load():
        client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.get("/")

    return load


def suggested(home):
    return [one.text for one in home().context["suggestions"]]


def without_points(person):
    person.accounts.update(balance=0)


def test_who_has_no_points_is_told_that_others_wait_and_when_least_time_is_offered(ada, home):
    bob, cho = make_trainee("bob"), make_trainee("cho")
    waiting.join(make_attempt(make_project(), bob), by=bob, opens=36, closes=88)
    without_points(ada)
    offer(cho, start=24)
    offer(cho, start=72)

    one = home().context["suggestions"][0]

    assert one.text == "You have no points, and 1 team waits for an evaluator"
    assert one.why == "An evaluation that you give earns a point. Least time is open on Wednesday."
    assert one.url == "/slots/"


def test_work_that_no_evaluation_is_booked_for_is_said_until_it_is(ada, home):
    attempt = make_attempt(make_project(), ada)
    assert suggested(home) == ["First steps waits for its peers"]

    waiting.join(attempt, by=ada, opens=36, closes=88)

    assert suggested(home) == []


def test_a_booked_evaluation_is_no_suggestion_any_more(ada, home):
    offer(make_trainee("bob"))
    book(make_attempt(make_project(), ada))

    assert suggested(home) == []
    assert b"You are evaluated" in home().content


def test_who_is_expected_now_is_told_first(ada, home, time_machine):
    bob = make_trainee("bob")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))
    make_attempt(make_project("second"), ada)
    begins = timezone.localtime(evaluation.starts_at)

    told = []
    for minutes in (-20, -15, 0):
        time_machine.move_to(evaluation.starts_at + timedelta(minutes=minutes), tick=False)
        told.append(suggested(home)[0])
    meet(evaluation)
    leading = home().context["suggestions"][0]

    assert told == [
        "Second waits for its peers",
        "The evaluation of First steps is about to begin",
        "You are expected at the evaluation of First steps",
    ]
    assert leading.text == "The evaluation of First steps is under way"
    assert leading.why == f"You met at {begins:%H:%M}."
    assert leading.url == evaluation.get_absolute_url()


def test_a_sheet_without_an_answer_is_said(ada, home, time_machine):
    offer(make_trainee("bob"))
    evaluation = book(make_attempt(make_project(), ada))
    time_machine.move_to(at(4), tick=False)
    fill(meet(evaluation))

    assert "A word to your evaluator of First steps" in suggested(home)


def test_what_can_be_tried_again_is_said_once_the_wait_is_over(ada, home):
    attempt = make_finished(make_team(make_project(), ada), score=0, peer=0)
    Attempt.objects.filter(pk=attempt.pk).update(retry_at=NOW + timedelta(hours=1))
    assert suggested(home) == []

    Attempt.objects.update(retry_at=NOW)

    assert suggested(home) == ["First steps can be tried again"]


def test_who_falls_behind_is_led_to_the_next_project_of_everybody(ada, home):
    make_project("extra", mandatory=False)
    make_project("second")

    assert suggested(home) == ["Begin Second"]


def test_there_are_never_more_than_three(ada, home):
    for number in range(5):
        make_attempt(make_project(f"p{number}"), ada)

    assert len(suggested(home)) == suggestions.MOST


def test_what_the_grader_has_stands_on_the_page_until_it_is_judged(ada, home):
    submission = make_submission(make_team(make_project(), ada))
    run = runs.request(submission, purpose=Run.Purpose.CHECK, by=ada)

    assert [one.pk for one in home().context["running"]] == [run.pk]
    Run.objects.update(state=Run.State.CANCELLED, ended_at=NOW)
    assert home().context["running"] == []


@pytest.mark.parametrize(("day", "xp", "ahead"), [(28, 1300, 0), (28, 650, -14), (14, 1300, 14), (0, 0, 0)])
def test_pace_is_counted_in_days_of_the_calendar(ada, monkeypatch, day, xp, ahead):
    cohort = make_cohort()
    monkeypatch.setattr(pace, "_earned", lambda user, cohort, last: [xp] * (last + 1))

    found = pace.of(ada, cohort, cohort.starts_on + timedelta(days=day))

    assert (found.day, found.expected, found.ahead) == (day, xp_on(day), ahead)


def test_the_ridge_shows_weeks_that_were_earned_and_then_the_plan(ada):
    cohort = make_cohort()
    experience.pay(make_finished(make_team(make_project(xp=1000), ada)))

    found = pace.of(ada, cohort, date(2026, 3, 2))

    assert [column.when for column in found.columns].count("now") == 1
    assert [column.height for column in found.columns][:7] == [0] * 7
    assert found.columns[8].height > 0
    assert found.columns[-1].height == 100
    assert len(found.columns) == ends()[-1] // 7


def test_there_is_no_pace_before_a_cohort_begins_or_without_one(ada):
    assert pace.of(ada, None, date(2026, 3, 2)) is None
    assert pace.of(ada, make_cohort(), date(2026, 1, 4)) is None


def test_after_its_last_day_the_calendar_moves_no_further(ada):
    found = pace.of(ada, make_cohort(), date(2027, 3, 2))

    assert (found.day, found.ahead) == (168, -168)


def test_nobody_is_asked_about_a_cohort_that_they_are_not_in(ada):
    assert demand.of(ada, None, timezone.now()).teams == 0
