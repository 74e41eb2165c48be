"""The leaderboard and the day's quota as trainees meet them: on the page, in the API, after a push."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from academy import journey
from academy.people import tokens
from academy.trainee import places
from grader import runs, taskstore
from grader.models import Contest, Run
from grader.report import CaseResult, say
from grader.task import Task
from projects import doors
from projects.models import Project, Submission
from tests.grader.scoring import claimed, measure, scored
from tests.making import make_cohort, make_person, make_project, make_submission, make_team
from tests.peer_review import making as peers

from .test_handing_in import zipped

NOON = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
SLUG = "first-steps"
METRIC = Path(__file__).parents[1] / "grader" / "library" / "tasks" / "metric"


@pytest.fixture
def project(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    return make_project(SLUG, leaderboard=True, scored_per_day=1)


@pytest.fixture
def ada(project):
    return make_person("ada")


@pytest.fixture
def team(project, ada):
    return make_team(project, ada)


@pytest.fixture
def site(client, ada):
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def api(client, ada):
    _token, secret = tokens.create(ada, name="shell", scope="write", days=1)
    head = {"authorization": f"Bearer {secret}"}
    return lambda path: client.get(f"/api/{path}", headers=head)


def upload(site):
    archive = SimpleUploadedFile("work.zip", zipped(main_py="print('hello')"))
    answer = site.post(f"/projects/{SLUG}/upload/", {"archive": archive})
    return [str(message) for message in get_messages(answer.wsgi_request)]


def close(project):
    Contest.objects.create(project=project, cohort=make_cohort(), closes_at=NOON + timedelta(hours=1))


def test_the_project_links_its_leaderboard(site, team):
    assert f"/projects/{SLUG}/leaderboard/" in site.get(f"/projects/{SLUG}/").content.decode()


def test_the_page_shows_rounded_public_scores_and_no_private_one(site, team, project):
    close(project)
    scored(team, 0.8199, private=0.7777)

    page = site.get(f"/projects/{SLUG}/leaderboard/").content.decode()

    assert "0.81" in page
    assert "your team" in page
    assert "0.77" not in page
    assert "8199" not in page


def test_a_long_board_comes_in_pages_and_says_where_ones_own_team_stands(site, team, project, monkeypatch):
    monkeypatch.setattr(places, "PER_PAGE", 2)
    for login, score in [("bea", 0.9), ("cho", 0.8), ("dan", 0.7)]:
        scored(make_team(project, make_person(login)), score)
    scored(team, 0.6)

    first, second = (
        site.get(f"/projects/{SLUG}/leaderboard/?page={number}").content.decode() for number in (1, 2)
    )

    assert ["dan" in page for page in (first, second)] == [False, True]
    assert ["You are on place 4." in page for page in (first, second)] == [True, False]
    assert 'href="?page=2"' in first


def test_after_the_close_the_private_score_is_shown_rounded(site, team, project, time_machine):
    close(project)
    scored(team, 0.8199, private=0.7777)
    time_machine.move_to(NOON + timedelta(hours=2))

    page = site.get(f"/projects/{SLUG}/leaderboard/").content.decode()

    assert "0.77" in page
    assert "7777" not in page


def test_a_project_may_have_no_leaderboard(site, team, project):
    project.leaderboard = False
    project.save()

    assert site.get(f"/projects/{SLUG}/leaderboard/").status_code == 404
    assert "leaderboard" not in site.get(f"/projects/{SLUG}/").content.decode()


def test_the_api_says_the_same(api, team, project):
    close(project)
    scored(team, 0.8199, private=0.7777)

    board = api(f"projects/{SLUG}/leaderboard").json()

    assert (board["closed"], board["scorer"]) == (False, "roc_auc")
    assert [(line["place"], line["team"], line["public"], line["private"]) for line in board["lines"]] == [
        (1, "ada", "0.81", None)
    ]


def test_an_outsider_sees_the_board_of_their_own_cohort(client, team):
    scored(team, 0.8)
    oz = make_person("oz", cohort=make_cohort("seoul"))
    client.force_login(oz, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(f"/projects/{SLUG}/leaderboard/").content.decode()

    assert "ada" not in page


def test_over_the_quota_an_upload_is_kept_and_the_person_told(site, team):
    scored(team, 0.8)

    received, note = upload(site)

    submission = Submission.objects.order_by("-pk")[0]
    assert received == f"Received: 1 file as {submission.short_commit}."
    assert note.startswith("Kept, but not scored: no scored hand-in of your team is left today")
    assert not submission.runs.exists()
    assert "Not scored" in site.get(f"/projects/{SLUG}/work/").content.decode()


def test_the_next_day_what_was_kept_can_be_checked(site, team, time_machine):
    scored(team, 0.8)
    upload(site)
    time_machine.move_to(NOON + timedelta(days=1))

    offered = site.get(f"/projects/{SLUG}/work/").content.decode()
    site.post(f"/projects/{SLUG}/check/")
    site.post(f"/projects/{SLUG}/check/")

    assert f"/projects/{SLUG}/check/" in offered
    assert Submission.objects.order_by("-pk")[0].runs.count() == 1


def test_before_that_a_check_is_refused(site, team):
    scored(team, 0.8)
    upload(site)

    answer = site.post(f"/projects/{SLUG}/check/")

    message = list(get_messages(answer.wsgi_request))[-1]
    assert str(message).startswith("Kept, but not scored")
    assert not Submission.objects.order_by("-pk")[0].runs.exists()


def test_a_push_over_the_quota_says_so_in_the_terminal(ada, team):
    _token, secret = tokens.create(ada, name="laptop", scope="write", days=1)
    scored(team, 0.8)

    policy = doors.authorize("ada", secret, team.key, True).policy

    assert policy.refusal == ""
    assert [note[:21] for note in type(policy).from_json(policy.to_json()).notes] == ["Kept, but not scored:"]


def test_an_attempt_is_closed_and_graded_whatever_the_quota_says(ada, team):
    scored(team, 0.8)

    run = journey.close(team.attempts.get(), submission=make_submission(team), by=ada)

    assert run.purpose == Run.Purpose.FINAL


def test_no_channel_tells_a_trainee_an_exact_score(site, api, team):
    task = taskstore.keep(Task.from_folder(METRIC))
    Project.objects.update(task_digest=task)
    team.project.refresh_from_db()
    run = claimed(team, purpose=Run.Purpose.FINAL)
    both = measure(0.8199, 0.7777)
    line, exact = say("roc_auc: %(got)s.", got="0.81"), say("roc_auc: %(got)s.", got="0.7777")
    cases = [
        CaseResult("breaks", "pass", "passed", message=line, measure=both),
        CaseResult(
            "breaks", "private-pass", "wrong", hidden=True, message=exact, measure=measure(0.8199, 0.7777)
        ),
    ]
    for position, one in enumerate(cases):
        runs.record(run, one, position=position)

    told = api(f"runs/{run.pk}").json()
    page = site.get(f"/runs/{run.pk}/").content.decode()

    assert [(case["name"], case["score"]) for case in told["cases"]] == [
        ("pass", 0.81),
        ("private-pass", None),
    ]
    assert "0.81" in page
    for said in (json.dumps(told), page):
        assert "8199" not in said
        assert "7777" not in said


def test_how_long_a_final_run_took_is_told_roughly(api, team, time_machine):
    runs.request(make_submission(team), purpose=Run.Purpose.FINAL)
    run = runs.claim("w1")
    began = datetime.now(UTC)
    time_machine.shift(timedelta(seconds=3.2))
    runs.cancel(run)
    runs.end_cancelled(run)

    ended = datetime.fromisoformat(api(f"runs/{run.pk}").json()["ended_at"])

    assert ended - began == timedelta(seconds=10)


def test_a_leaderboard_names_teams_and_no_hidden_evaluator(client, time_machine, db):
    time_machine.move_to(peers.NOW, tick=False)
    ada, eve = peers.make_trainee("ada"), peers.make_trainee("eve")
    project = peers.make_project("ranked", leaderboard=True)
    scored(make_team(project, ada), 0.8)
    peers.offer(eve)
    peers.book(peers.make_attempt(peers.make_project("judged"), ada))
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/projects/ranked/leaderboard/").content.decode()

    assert ">ada" in page
    assert "eve" not in page.lower().replace("every", "").replace("level", "").replace("event", "")
