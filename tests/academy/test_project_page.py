"""The page of a project: what to do next, the compiler's words, what a case used, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest

from academy.trainee import progress
from grader import runs, taskstore
from grader.models import Run
from grader.report import CaseResult, Detail, Report, Usage, say
from grader.task import Task
from projects import teams
from tests.making import make_finished, make_submission, make_team
from tests.peer_review.making import make_project, make_trainee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TASK = """
image: c
limits: {cpu_seconds: 2, memory_mb: 100}
stages:
  - {name: make, kind: build, title: {ko: 빌드, en: Build}, command: [make]}
  - name: ex
    kind: io
    title: {ko: 문제, en: Exercise}
    command: [./one]
    cases:
      - {name: first, expect: "", limits: {cpu_seconds: 1}}
      - {name: second, expect: "", hidden: true, hint: {ko: 빈 줄, en: Empty lines.}}
"""


@pytest.fixture
def ada(client):
    ada = make_trainee("ada")
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return ada


@pytest.fixture
def project(tmp_path):
    (tmp_path / "grading.yaml").write_text(TASK)
    return make_project(task_digest=taskstore.keep(Task.from_folder(tmp_path)), retry_days=[0])


def judge(team, *cases, purpose=Run.Purpose.CHECK):
    """The newest hand-in of the team, judged with these cases."""
    runs.request(make_submission(team), purpose=purpose)
    claimed = runs.claim("w")
    for position, case in enumerate(cases):
        runs.record(claimed, case, position=position)
    verdict = "passed" if all(case.passed for case in cases) else "failed"
    runs.finish(claimed, Report(verdict, 50, "visible", (), cases, "i", "t", "d", 1.0))
    return claimed


def build(outcome="passed", **fields):
    return CaseResult("make", "build", outcome, **fields)


def first(outcome="passed", **fields):
    return CaseResult("ex", "first", outcome, **fields)


def seen(client):
    return client.get("/projects/first-steps/").content.decode()


def test_before_the_first_hand_in_the_subject_comes_next(client, ada, project):
    make_team(project, ada)

    assert "Read the subject, clone the repository" in seen(client)


def test_a_failed_build_shows_the_words_of_the_compiler_first(client, ada, project):
    words = (Detail("log", "one.c:3: error: lost ';'"),)
    judge(make_team(project, ada), build("exited", message=say("No."), details=words), first("not_run"))

    page = seen(client)

    assert "It does not build yet." in page
    assert page.index("one.c:3: error") < page.index("What happened so far")


def test_a_failure_leads_to_its_stage(client, ada, project):
    run = judge(make_team(project, ada), build(), first("wrong"))

    page = seen(client)

    assert "1 case fails." in page
    assert f'href="#stage-{run.pk}-ex"' in page
    assert f'id="stage-{run.pk}-ex"' in page


def test_work_that_passes_is_closed_next(client, ada, project):
    team = make_team(project, ada)
    judge(team, build(), first())

    assert "All visible cases pass. Close the attempt" in seen(client)
    assert f'class="button button--primary" href="/attempts/{team.attempts.get().pk}/close/"' in seen(client)


def test_a_validated_project_leads_on_to_what_it_opens(client, ada, project):
    make_project("second", requires=[project])
    make_finished(make_team(project, ada))

    assert "Validated. Go on with Second." in seen(client)


def test_a_case_shows_what_it_used_of_its_own_limits(client, ada, project):
    judge(make_team(project, ada), build(), first(usage=Usage(wall_ms=40, cpu_ms=900, peak_kb=51200)))

    page = seen(client)

    assert "900 ms" in page
    assert "of at most 1.0 s" in page
    assert 'width="90"' in page
    assert 'width="50"' in page
    assert "data-tight" in page


def test_a_hidden_case_shows_nothing_of_what_it_used(client, ada, project):
    hidden = CaseResult("ex", "second", "wrong", hidden=True, usage=Usage(cpu_ms=777))
    judge(make_team(project, ada), build(), first(), hidden, purpose=Run.Purpose.FINAL)

    assert "777" not in seen(client)


def test_a_final_run_is_said_to_have_taken_no_more_exactly_than_its_moments_are_told(ada, project):
    run = judge(make_team(project, ada), build(), first())
    begun = datetime(2026, 3, 2, 9, 0, 1, tzinfo=UTC)

    def took(purpose, seconds):
        Run.objects.update(purpose=purpose, started_at=begun, ended_at=begun + timedelta(seconds=seconds))
        return progress.of(Run.objects.get(pk=run.pk), viewer=ada).took

    assert [took("check", 1.54), took("final", 1.54), took("final", 12)] == [
        "1.5 s",
        "less than 10 s",
        "about 10 s",
    ]


def test_a_team_that_forms_reads_how_many_it_lacks(client, ada):
    teams.create(make_project(team_min=2, team_max=2), leader=ada)

    assert "Your team needs 1 more person" in seen(client)


def test_a_closed_project_links_what_opens_it(client, ada):
    make_project(requires=[make_project("before")])

    assert 'Validate first: <a href="/projects/before/">Before</a>' in seen(client)
