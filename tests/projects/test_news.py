"""What a team is told of its work."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from academy import journey
from academy.notices.models import Notice
from academy.people.models import Enrolment, User
from grader import runs
from grader.models import Run
from grader.report import Report
from projects import corrections, experience, news, teams, windows
from tests.making import make_closed, make_cohort, make_finished, make_person, make_project, make_team
from tests.projects.sitting import make_exam, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_person("ada")


def names(person):
    return list(person.notices.order_by("pk").values_list("name", flat=True))


def test_the_team_is_told_that_our_side_failed_and_nobody_else(ada):
    attempt = make_closed(make_team(make_project(), ada))
    runs.request(attempt.submission, purpose=Run.Purpose.FINAL)

    for name in ("one", "two", "three"):
        journey.grading_failed(runs.claim(name), fault="its box died")
        Run.objects.update(waits_until=None)

    assert names(ada) == ["grader-broken"]
    assert Notice.objects.count() == 1


def test_a_mark_that_is_corrected_is_told_with_the_one_before(ada, english):
    attempt = make_finished(make_team(make_project(), ada), peer=50)
    sora = make_person("sora", role="staff")

    corrections.override(attempt, mark=90, by=sora, reason="We looked again.")

    notice = ada.notices.get()
    assert (notice.title, notice.note[:10]) == ("The mark of First steps is now 90", "Before it ")


def test_who_is_asked_into_a_team_is_told(ada):
    pair, bob = make_project("pair", team_min=2, team_max=2), make_person("bob")

    teams.invite(teams.create(pair, leader=ada), bob, by=ada)

    assert (names(ada), names(bob)) == ([], ["team-invitation"])


@pytest.mark.parametrize(("score", "told"), [(100, ["grader-passed"]), (10, ["grader-returned"])])
def test_a_final_verdict_is_told_to_the_whole_team(ada, score, told):
    project = make_project("pair", team_min=2, team_max=2, must_pass_grader=True, grader_pass=60)
    bob = make_person("bob")
    attempt = make_closed(make_team(project, ada, bob))
    runs.request(attempt.submission, purpose=Run.Purpose.FINAL)
    Notice.objects.all().delete()

    verdict = "passed" if score > 60 else "failed"
    report = Report(verdict, score, "all", (), (), "sha256:image", "task", "tree", 0.1)
    journey.graded(runs.claim("one"), report)

    assert (names(ada), names(bob)) == (told, told)


def test_a_new_level_is_told_once_however_often_it_is_won(ada, english):
    project, sora = make_project(xp=400), make_person("sora", role="staff")
    attempt = make_finished(make_team(project, ada), peer=100)

    experience.pay(attempt)
    corrections.override(attempt, mark=10, by=sora, reason="It was copied.")
    corrections.override(attempt, mark=100, by=sora, reason="It was not.")

    told = ada.notices.get(name="level-up")
    assert (told.title, told.url) == ("You have reached level 2", "/growth/")


def test_xp_within_a_level_is_no_news(ada):
    experience.pay(make_finished(make_team(make_project(xp=99), ada), peer=100))

    assert "level-up" not in names(ada)


def test_those_who_could_take_part_hear_of_an_exam_when_it_is_set_moved_and_open(ada, english, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 3, 0, tzinfo=UTC), tick=False)
    first, sora = make_project(), make_person("sora", role="staff")
    project = make_project("exam", exam=plan(), evaluations=0, pass_mark=50, requires=[first])
    make_finished(make_team(first, ada), peer=100)
    for login in ("bob", "cho"):  # bob has yet to do what it asks for, cho has left
        make_person(login)
    make_finished(make_team(first, User.objects.get(login="cho")), peer=100)
    Enrolment.objects.filter(user__login="cho").update(state="withdrawn")
    now = timezone.now()

    times = {"opens_at": now + timedelta(hours=2), "closes_at": now + timedelta(hours=6)}
    window = windows.set_window(project, make_cohort(), by=sora, **times)
    windows.move_close(window, closes_at=now + timedelta(hours=8), by=sora, reason="A power cut.")
    news.windows_opened(now)
    time_machine.shift(timedelta(hours=2))
    for _minute in range(2):
        news.windows_opened(timezone.now())

    assert names(ada) == ["window-set", "window-moved", "window-open"]
    with timezone.override("Asia/Seoul"):
        told = [(notice.title, notice.note) for notice in ada.notices.order_by("pk")]
    assert told == [
        ("Exam opens on 2 Mar, 14:00", "It closes on 2 Mar, 18:00. You can take part; keep the time free."),
        ("Exam now closes on 2 Mar, 20:00", ""),
        ("Exam is open", "Until 2 Mar, 20:00."),
    ]
    assert not Notice.objects.exclude(person=ada).exists()


def test_who_has_validated_it_is_not_called_to_it_again(ada):
    project, window = make_exam()
    make_finished(make_team(project, ada), peer=100)

    news.windows_opened(timezone.now())

    assert names(ada) == []
    assert window.is_open
