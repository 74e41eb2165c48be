"""The commands as an author of a project types them."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import INTERRUPTED, main

HERE = Path(__file__).parent
IO = str(HERE / "tasks" / "io")


def sample(name):
    return str(HERE / "samples" / name)


@pytest.mark.engine
def test_work_that_passes_ends_with_status_0(engine, capsys):
    status = main([IO, sample("io-passed")])

    out = capsys.readouterr().out
    assert status == 0
    assert "✓ first" in out
    assert "passed, score 100: 2 passed in" in out


@pytest.mark.engine
def test_work_that_fails_ends_with_status_1_and_shows_the_difference(engine, capsys):
    status = main([IO, sample("io-wrong")])

    out = capsys.readouterr().out
    assert status == 1
    assert "✗ first wrong" in out
    assert "FAILED sum/first wrong - The output differs from line 1 on." in out
    assert "        -5\n        +0\n" in out
    assert "failed, score 0: 2 failed, 0 passed in" in out


@pytest.mark.engine
def test_the_report_is_printed_as_json_alone(engine, capsys):
    main([IO, sample("io-passed"), "--json"])

    report = json.loads(capsys.readouterr().out)
    assert (report["verdict"], report["score"]) == ("passed", 100)


@pytest.mark.engine
def test_white_space_that_differs_can_be_seen(engine, tmp_path, capsys):
    (tmp_path / "main.py").write_text("print('5\\t ')")

    main([IO, str(tmp_path)])

    assert "        -5\n        +5→   ·\n" in capsys.readouterr().out


@pytest.fixture
def watching(tmp_path):
    """`grade --watch` over a copy of work that fails, and its lines as they come."""
    work = tmp_path / "work"
    shutil.copytree(sample("io-wrong"), work)
    command = [sys.executable, "-m", "grader.cli", IO, str(work), "--watch"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Where the tests run in the background they may not hear Ctrl-C, and their children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    yield process, work
    process.kill()
    process.wait()
    process.stdout.close()


def until(process, words):
    """What it prints up to the line with these words."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


@pytest.mark.engine
def test_watching_grades_again_after_each_change(engine, watching):
    process, work = watching
    assert "failed, score 0" in until(process, "Waiting for a change")

    shutil.copy(sample("io-passed") + "/main.py", work)
    assert "passed, score 100" in until(process, "Waiting for a change")

    (work / "main.py").unlink()
    assert "missing" in until(process, "Waiting for a change")

    process.send_signal(signal.SIGINT)
    assert process.wait(60) == INTERRUPTED


@pytest.mark.engine
def test_a_change_stops_what_is_under_way(engine, watching):
    process, work = watching
    until(process, "Waiting for a change")

    (work / "main.py").write_text("while True: pass")
    until(process, "Sum")
    shutil.copy(sample("io-passed") + "/main.py", work)

    assert "2 failed" not in until(process, "passed, score 100")


def test_a_wrong_folder_ends_with_status_2(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.strip().endswith("grading.yaml: the file is missing")


def test_a_submission_that_is_not_there_ends_with_status_2(capsys):
    assert main([IO, "/nowhere"]) == 2
    assert capsys.readouterr().err == "/nowhere: there is no such folder\n"


def test_an_engine_that_does_not_answer_ends_with_status_3(monkeypatch, capsys):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")

    assert main([IO, sample("io-passed")]) == 3
    assert capsys.readouterr().err.startswith("Could not connect to the engine")


@pytest.mark.engine
def test_an_author_sees_the_exact_scores_and_a_trainee_the_rounded_public_one(engine, capsys):
    task, work = str(HERE / "tasks" / "cost"), sample("cost-passed")

    main([task, work])
    exact = capsys.readouterr().out
    main([task, work, "--audience", "during"])
    rounded = capsys.readouterr().out

    assert "own 0.0833333 public, 0.0833333 private" in exact
    assert "own: 0.09. At most 0.25 is allowed." in rounded
    assert "own 0.09 public" in rounded
    assert "0833" not in rounded
    assert "private," not in rounded


@pytest.mark.engine
@pytest.mark.parametrize("audience", ["during", "after", "past_limit", "staff"])
def test_of_a_hidden_case_each_audience_sees_what_the_site_would_show_it(engine, tmp_path, capsys, audience):
    (tmp_path / "main.py").write_text("print(input())")

    main([str(HERE.parents[1] / "attacks" / "tasks" / "io"), str(tmp_path), "--audience", audience, "--json"])
    open_case, secret = json.loads(capsys.readouterr().out)["cases"]

    told = {
        "details": bool(secret["details"]),
        "hint": bool(secret["hint"]),
        "open": bool(open_case["details"]),
    }
    assert told == {
        "details": audience == "staff",
        "hint": audience != "past_limit",
        "open": audience != "past_limit",
    }
