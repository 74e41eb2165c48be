"""What staff read of the grader as a whole, and having a project's work judged again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy.people import act_words
from academy.people.models import StaffAct
from grader import events, figures, line, reruns, runs
from grader.models import Run, RunEvent
from grader.reruns import Which
from projects import attempts
from tests.making import make_finished, make_person, make_project, make_submission, make_team
from tests.projects.sitting import make_exam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def sora(client):
    sora = make_person("sora", role="staff")
    client.force_login(sora, backend="allauth.account.auth_backends.AuthenticationBackend")
    return sora


def test_each_lane_says_what_waits_and_since_when():
    project = make_project()
    first = runs.request(make_submission(make_team(project, make_person("ada"))), purpose=Run.Purpose.CHECK)
    runs.request(make_submission(make_team(project, make_person("bob"))), purpose=Run.Purpose.CHECK)
    runs.request(first.submission, purpose=Run.Purpose.RERUN)

    lanes = figures.lanes()

    assert [(lane.waiting, lane.running) for lane in lanes] == [(0, 0), (2, 0), (1, 0)]
    assert lanes[1].oldest == first.requested_at
    assert [len(lane.purposes) for lane in lanes] == [2, 1, 1]


def test_faults_that_differ_in_numbers_are_one_cause():
    run = runs.request(make_submission(make_team(make_project(), make_person())), purpose=Run.Purpose.CHECK)
    for number in (17, 4711):
        events.add(run, RunEvent.Kind.FAULT, f"No space left on device {number} at 0xdeadbeef\nTrace")
    events.add(run, RunEvent.Kind.OUTAGE, "The engine is away")

    first, second = figures.causes()

    assert (first.words, first.times, first.runs) == ("No space left on device … at …", 2, {run.pk})
    assert (second.kind, second.times) == ("outage", 1)


def test_times_are_told_project_by_project():
    run = runs.request(make_submission(make_team(make_project(), make_person())), purpose=Run.Purpose.CHECK)
    now = timezone.now()
    spans = {"requested_at": now - timedelta(seconds=9), "started_at": now - timedelta(seconds=6)}
    done = {"state": "done", "verdict": "passed", "score": 100, "ended_at": now}
    Run.objects.filter(pk=run.pk).update(**spans, **done)

    [one] = figures.times()

    assert (one.runs, one.typical, one.slow, one.wait) == (1, 6, 6, 3)


def test_the_latest_and_the_best_of_a_team_may_be_two():
    team = make_team(make_project(retry_days=[0]), make_person("ada"))
    good = make_finished(team, peer=100)
    attempts.open_next(team)
    bad = make_finished(team, peer=10)

    assert reruns.work_of(team.project, Which.LATEST) == [bad.submission]
    assert reruns.work_of(team.project, Which.BEST) == [good.submission]


def test_who_has_left_is_not_judged_again():
    ada, project = make_person("ada"), make_project()
    make_finished(make_team(project, ada))
    ada.enrolments.update(state="withdrawn")

    assert reruns.work_of(project, Which.LATEST) == []


def test_staff_read_how_many_and_live_work_goes_first(client, sora):
    project = make_project()
    for login in ("ada", "bob"):
        make_finished(make_team(project, make_person(login)))
    page = client.get(f"/staff/grader/projects/{project.slug}/again/").content.decode()
    assert page.count("Grade 2 hand-ins again") == 2

    answer = client.post(f"/staff/grader/projects/{project.slug}/again/", {"which": "latest"}, follow=True)
    live = runs.request(
        make_submission(make_team(make_project("live"), make_person("cy"))), purpose=Run.Purpose.CHECK
    )

    assert "2 hand-ins are graded again" in answer.content.decode()
    assert Run.objects.filter(purpose="rerun", requested_by=sora).count() == 2
    act = StaffAct.objects.get()
    assert (act.kind, act.after) == ("regrade", {"which": "latest", "hand_ins": 2})
    assert {person.login for person in act.people.all()} == {"ada", "bob"}
    assert act_words.told(act).changes == ["Which work: the latest of each team", "Hand-ins: 2"]
    assert reruns.work_of(project, Which.LATEST) == []  # no second time while they wait
    assert line.next_for("one", offer="", now=timezone.now()) == live


def test_a_rerun_that_says_something_else_is_shown(client, sora):
    team = make_team(make_project(), make_person("ada"))
    attempt = make_finished(team)
    final = runs.request(attempt.submission, purpose=Run.Purpose.FINAL)
    again = runs.request(attempt.submission, purpose=Run.Purpose.RERUN)
    for run, verdict, score in ((final, "passed", 100), (again, "failed", 60)):
        done = {"state": "done", "verdict": verdict, "score": score, "ended_at": timezone.now()}
        Run.objects.filter(pk=run.pk).update(**done)

    page = client.get(f"/staff/grader/projects/{team.project.slug}/again/").content.decode()

    assert f'href="/runs/{again.pk}/"' in page
    assert f'href="/runs/{final.pk}/"' in page


def test_an_exam_is_not_judged_again_as_a_whole(client, sora):
    project, _window = make_exam()

    assert "This is an exam" in client.get(f"/staff/grader/projects/{project.slug}/again/").content.decode()


def test_the_page_of_the_grader_shows_lanes_causes_times_and_disks(client, sora):
    run = runs.request(make_submission(make_team(make_project(), make_person())), purpose=Run.Purpose.CHECK)
    events.add(run, RunEvent.Kind.FAULT, "The box would not start")

    page = client.get("/staff/grader/").content.decode()

    assert "Final, Exam" in page or "Exam, Final" in page
    assert "The box would not start" in page
    assert "free on the site's own disk" in page
