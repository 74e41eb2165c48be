"""The commands as an author of a project types them."""

import json
from pathlib import Path

import pytest

from grader.cli import main

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
    assert "passed, score 100" in out


@pytest.mark.engine
def test_work_that_fails_ends_with_status_1_and_shows_the_difference(engine, capsys):
    status = main([IO, sample("io-wrong")])

    out = capsys.readouterr().out
    assert status == 1
    assert "✗ first wrong" in out
    assert "The output differs from line 1 on." in out
    assert "-5" in out
    assert "+0" in out


@pytest.mark.engine
def test_the_report_is_printed_as_json_alone(engine, capsys):
    main([IO, sample("io-passed"), "--json"])

    report = json.loads(capsys.readouterr().out)
    assert (report["verdict"], report["score"]) == ("passed", 100)


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
