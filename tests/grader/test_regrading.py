"""A verdict can be had again from digests, and when it cannot, one is told why."""

from dataclasses import replace

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from grader import images, runs, tasks, taskstore
from grader.models import Run
from grader.regrading import again, changes
from grader.report import CaseResult, Report
from grader.sandbox import Engine
from grader.task import Task
from tests.making import make_person, make_project, make_submission, make_team

pytestmark = pytest.mark.sqlite

GRADING = """
image: python
stages:
  - name: greet
    kind: io
    title: {ko: 인사, en: Greeting}
    command: [python3, main.py]
    cases:
      - {name: plain, expect: "hello\\n"}
      - {name: other, expect: "hello\\n", hidden: true, hint: {ko: 인사, en: Greet}}
"""
CASES = (CaseResult("greet", "plain", "passed"), CaseResult("greet", "other", "passed"))
BEFORE = Report("passed", 100, "all", (), CASES, "image", "task", "tree", 0.1)


@pytest.mark.parametrize(
    ("now", "named"),
    [
        (replace(BEFORE, seconds=9.0), []),
        (replace(BEFORE, tree_digest="t2"), ["tree: tree → t2"]),
        (replace(BEFORE, task_digest="t2"), ["task: task → t2"]),
        (replace(BEFORE, image_digest="i2"), ["image: image → i2"]),
        (replace(BEFORE, verdict="failed", score=50), ["verdict: passed → failed", "score: 100 → 50"]),
        (
            replace(BEFORE, cases=(CASES[0], replace(CASES[1], outcome="wrong"))),
            ["case greet/other: passed → wrong"],
        ),
        (replace(BEFORE, cases=CASES[:1]), ["case greet/other: passed → not there"]),
    ],
)
def test_what_changed_is_named(now, named):
    assert list(changes(BEFORE, now)) == named


@pytest.fixture
def judged(db, tmp_path):
    """A final run that has its verdict."""
    (tmp_path / "grading.yaml").write_text(GRADING)
    images.build("python", print, Engine().client)
    digest = taskstore.keep(Task.from_folder(tmp_path))
    team = make_team(make_project(task_digest=digest), make_person("ada"))
    runs.request(make_submission(team), purpose=Run.Purpose.CHECK)
    run = runs.claim("one")
    tasks.judge(run)
    run.refresh_from_db()
    assert run.verdict == "passed"
    return run


@pytest.mark.engine
def test_a_run_comes_out_as_before(judged, capsys):
    call_command("regrade", str(judged.pk))
    call_command("regrade", all_of="first-steps")

    assert again(judged, Engine()).report.seed == judged.report["seed"]
    out = capsys.readouterr().out
    assert out.count(f"Run {judged.pk}: the same verdict (passed, score 100)") == 2
    assert Run.objects.count() == 1


@pytest.mark.engine
def test_a_verdict_that_does_not_come_again_is_named(judged, capsys):
    wrong = judged.report | {"verdict": "failed", "score": 0, "image_digest": "sha256:gone"}
    Run.objects.filter(pk=judged.pk).update(report=wrong, image_digest="sha256:gone")

    with pytest.raises(CommandError, match=r"1 of 1 runs came out otherwise\."):
        call_command("regrade", str(judged.pk))

    image = images.digest("python", Engine().client)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == [
        f"  image: sha256:gone → {image}",
        "  verdict: failed → passed",
        "  score: 0 → 100",
    ]


@pytest.mark.engine
def test_a_task_or_tree_that_is_lost_is_named(judged, capsys):
    taskstore.load.cache_clear()
    storages["tasks"].delete(f"{judged.task_digest[:2]}/{judged.task_digest}.tar")

    with pytest.raises(CommandError):
        call_command("regrade", str(judged.pk))

    assert f"lost: no task {judged.task_digest}" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize("words", [[], ["7"], ["7", "--all-of", "first-steps"]])
def test_only_runs_with_a_verdict_are_judged_again(words):
    with pytest.raises(CommandError) as refused:
        call_command("regrade", *words)

    assert refused.value.returncode == 2
