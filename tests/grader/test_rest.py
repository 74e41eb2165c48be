"""When a worker pauses itself, and when it goes on."""

import time

import pytest

from docker import APIClient
from grader.rest import FIRST, Rest, probe
from grader.sandbox import Engine


def fail(rest, *healthy):
    for well in healthy:
        rest.failed("fault", healthy=well)
    return rest


@pytest.mark.parametrize(
    ("healthy", "lasts"),
    [
        ([True], False),  # it may be the run
        ([True, True], False),
        ([True, True, True], True),  # whatever the run, it fails here
        ([False], True),  # no box works: certainly not the run
    ],
)
def test_a_worker_pauses_after_three_faults_in_a_row_or_when_no_box_works(healthy, lasts):
    assert fail(Rest(), *healthy).lasts == lasts


def test_a_run_that_goes_well_ends_the_row():
    rest = fail(Rest(), True, True)

    rest.went_well()

    assert not fail(rest, True).lasts


def test_when_boxes_work_it_waits_before_it_tries_runs_again_and_longer_each_time():
    rest = fail(Rest(), True, True, True)
    first = rest.until - time.monotonic()
    rest.end()
    fail(rest, True, True, True)
    second = rest.until - time.monotonic()

    assert (round(first), round(second)) == (round(FIRST), round(2 * FIRST))
    assert not rest.may_probe


def test_when_no_box_works_each_pulse_tries_one():
    assert fail(Rest(), False).may_probe


@pytest.mark.engine
def test_a_probe_says_nothing_while_boxes_work():
    assert probe(Engine(boot="tests", worker="tests")) == ""


def test_a_probe_says_what_is_wrong(monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")

    assert probe(Engine(boot="tests", worker="tests")).startswith("Could not connect to the engine")


def test_a_probe_says_so_when_the_engine_dies_between_two_questions(tmp_path):
    address, engine = tmp_path / "docker.sock", Engine(boot="tests", worker="tests")
    engine._threads.client = APIClient(f"unix://{address}", version="1.41")  # connected, and then it is gone

    assert probe(engine).startswith("The engine could not be asked for the image")
