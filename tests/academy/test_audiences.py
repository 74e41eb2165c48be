"""What four audiences see of a run on its page and over the API: one rule for both."""

import json

import pytest
from django.utils import timezone

from academy.people import tokens
from grader import runs, taskstore
from grader.models import Run
from grader.report import CaseResult, Detail, Usage, say
from grader.task import Task
from projects.models import Attempt
from tests.making import make_person, make_submission, make_team
from tests.peer_review.making import make_project, make_trainee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TASK = """
image: python
show: {during: message, after: everything, past_limit: outcome, attempts: 1}
stages:
  - name: ex
    kind: io
    title: {ko: 문제, en: Exercise}
    command: [python3, one.py]
    cases:
      - {name: open-one, expect: ""}
      - {name: hidden-one, expect: "", hidden: true, hint: {ko: 빈 줄, en: Think of empty lines.}}
"""
SHOW = {"during": "message", "after": "everything", "past_limit": "outcome"}


def judged(name, *, hidden):
    return CaseResult(
        *("ex", name, "raised"),
        hidden=hidden,
        usage=Usage(cpu_ms=4711.0),
        message=say("It raised %(error)s.", error=f"MESSAGE-{name}"),
        hint={"ko": "빈 줄", "en": "Think of empty lines."},
        details=(Detail("stdin", f"INPUT-{name}"), Detail("got", f"OUTPUT-{name}")),
        show=SHOW,
    )


@pytest.fixture
def ada():
    return make_trainee("ada")


@pytest.fixture
def run(ada, tmp_path):
    (tmp_path / "grading.yaml").write_text(TASK)
    project = make_project(task_digest=taskstore.keep(Task.from_folder(tmp_path)))
    asked = runs.request(make_submission(make_team(project, ada)), purpose=Run.Purpose.FINAL)
    claimed = runs.claim("w")
    for position, (name, hidden) in enumerate([("open-one", False), ("hidden-one", True)]):
        runs.record(claimed, judged(name, hidden=hidden), position=position)
    return asked


@pytest.fixture
def words(client, run):
    """Everything that somebody is told of the run, by page and by API."""

    def read(person):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(f"/runs/{run.pk}/").content.decode()
        _token, secret = tokens.create(person, name="shell", scope="read", days=1)
        api = client.get(f"/api/runs/{run.pk}", headers={"authorization": f"Bearer {secret}"}).json()
        return page, json.dumps(api["cases"])

    return read


def nothing_leaks(page, api):
    assert "hidden-one" in page
    assert not any(word in page + api for word in ("INPUT-hidden", "OUTPUT-hidden", "MESSAGE-hidden"))
    assert json.loads(api)[1]["outcome"] == "failed"


def test_during_the_attempt_as_much_as_the_author_says(words, ada):
    page, api = words(ada)

    nothing_leaks(page, api)
    assert ("MESSAGE-open" in page, "INPUT-open" in page, "4711" in page) == (True, False, False)
    assert "Think of empty lines." in page
    assert json.loads(api)[0]["outcome"] == "raised"


def test_after_the_attempt_more(words, ada, run):
    attempt = Attempt.objects.filter(pk=run.submission.attempt_id)
    attempt.update(
        state="returned",
        submission=run.submission,
        closed_at=timezone.now(),
        ended_at=timezone.now(),
    )

    page, api = words(ada)

    nothing_leaks(page, api)
    assert "INPUT-open" in page


def test_past_the_limit_of_attempts_pass_or_fail_alone(words, ada, run):
    Attempt.objects.filter(pk=run.submission.attempt_id).update(number=2)

    page, api = words(ada)

    nothing_leaks(page, api)
    assert not any(word in page for word in ("MESSAGE-open", "INPUT-open", "Think of empty lines."))
    assert json.loads(api)[0]["outcome"] == "failed"


def test_staff_see_everything(words):
    page, api = words(make_person("sora", role="staff"))

    assert "INPUT-hidden-one" in page
    assert [case["outcome"] for case in json.loads(api)] == ["raised", "raised"]
