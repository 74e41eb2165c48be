"""A worker at work, with a real engine: what it does when a run, a box or it itself fails."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from academy import journey
from grader import control, tasks, workers
from grader.models import Worker
from tests.e2e.waiting import wait_for

pytestmark = [pytest.mark.engine, pytest.mark.django_db(transaction=True)]
SLOW = "import time\ntime.sleep(60)"
BRIEF = "import time\ntime.sleep(2)\nprint('hello')"  # each of two cases


@pytest.fixture(autouse=True)
def _no_breath(monkeypatch):
    """What failed is tried again at once."""
    monkeypatch.setattr("grader.line.ELSEWHERE", timedelta())
    monkeypatch.setattr("grader.runs.BREATHER", timedelta())


def kinds(run):
    return list(run.events.values_list("kind", flat=True))


def look(run):
    run.refresh_from_db()
    return run


class AtWork:
    """`tasks.work` in a thread, which has begun a stage of this run."""

    def __init__(self, run, worker):
        self.worker = worker
        self.thread = threading.Thread(target=self._work)
        self.thread.start()
        wait_for(lambda: kinds(run)[-1:] == ["stage"] and self.boxes(), seconds=60)

    def _work(self):
        try:
            tasks.work()
        finally:
            connection.close()

    def boxes(self):
        label = f"bitgoeul.boot={self.worker.boot}"
        return self.worker.engine.client.containers(filters={"label": label})

    def kill_boxes(self):
        for box in self.boxes():
            self.worker.engine.client.kill(box["Id"])

    def end(self):
        self.thread.join(60)
        assert not self.thread.is_alive()


def test_a_run_is_judged_and_tells_its_life(close, worker):
    run = close()

    tasks.work()

    assert (look(run).state, run.verdict, run.tries, run.worker) == ("done", "passed", 1, worker.name)
    assert kinds(run) == ["queued", "claimed", "stage", "verdict"]


def test_a_run_asks_the_database_seldom(close, worker, django_assert_max_num_queries):
    close()

    with django_assert_max_num_queries(29):  # of a run of two cases, and the look for the next one
        tasks.work()


def test_what_kills_its_box_three_times_is_broken_and_others_are_graded(close, worker):
    poison, honest = close("eve", SLOW, seconds=30), close("ada")

    for _try in range(3):
        at_work = AtWork(poison, worker)
        at_work.kill_boxes()
        at_work.end()
    worker.rest.end()
    tasks.work()

    assert (look(poison).state, poison.strikes, poison.submission.attempt.state) == ("broken", 3, "open")
    assert (look(honest).state, honest.verdict) == ("done", "passed")


def test_a_cancelled_run_stops_at_its_next_case_and_the_attempt_is_open_again(close, worker):
    run = close("ada", BRIEF, seconds=0.5)
    at_work = AtWork(run, worker)

    journey.cancel_run(run, by=run.requested_by)
    at_work.end()

    assert (look(run).state, run.verdict, run.submission.attempt.state) == ("cancelled", "", "open")
    assert kinds(run)[-2:] == ["cancel", "cancelled"]


def test_a_drained_worker_gives_its_run_back_untouched(close, worker):
    run = close("ada", BRIEF, seconds=0.5)
    at_work = AtWork(run, worker)

    worker.gives_back.set()
    at_work.end()
    given_back = (look(run).state, run.strikes, kinds(run)[-1])
    worker.gives_back.clear()
    tasks.work()

    assert given_back == ("queued", 0, "released")
    assert (look(run).state, run.verdict) == ("done", "passed")


def test_a_worker_that_is_told_to_end_finishes_what_it_has_and_takes_nothing_new(close, worker):
    first, second = close("ada", BRIEF, seconds=0.5), close("bob")
    at_work = AtWork(first, worker)

    worker.end_soon()
    at_work.end()
    tasks.work()

    assert (look(first).state, first.tries) == ("done", 1)
    assert (look(second).state, second.tries) == ("queued", 0)


def test_a_worker_that_staff_pause_takes_nothing_new(close, worker):
    run = close()
    row = Worker.objects.create(name=worker.name, boot=worker.boot, seen_at=timezone.now(), wish="pause")

    tasks.work()
    paused = look(run).state
    control.wish(row, Worker.Wish.WORK)
    tasks.work()

    assert (paused, look(run).state) == ("queued", "done")


def test_an_outage_is_no_strike_and_the_worker_rests_until_a_box_works(close, worker, monkeypatch):
    run = close("ada", SLOW, seconds=30)
    at_work = AtWork(run, worker)
    monkeypatch.setattr(workers, "probe", lambda engine: "No space left on device")
    at_work.kill_boxes()
    at_work.end()
    seen = (look(run).state, run.strikes, run.spared, worker.takes_runs(), worker.rest.reason)

    worker._pulse()
    resting = Worker.objects.get(name=worker.name)
    monkeypatch.undo()
    worker._pulse()

    assert seen == ("queued", 0, 1, False, "No space left on device")
    assert (resting.resting, resting.trouble) == (True, "No space left on device")
    assert worker.takes_runs()
    assert not Worker.objects.get(name=worker.name).resting


def test_staff_end_the_rest_of_a_worker(worker):
    worker.rest.failed("nothing works", healthy=False)
    worker.rest.until = time.monotonic() + 1000
    worker._pulse()

    control.wish(Worker.objects.get(name=worker.name), Worker.Wish.WORK)
    worker._pulse()

    assert worker.takes_runs()


def test_a_pulse_finds_work_without_a_message(close, worker):
    run = close()

    worker._look_for_work()

    wait_for(lambda: look(run).state == "done", seconds=60)


@pytest.mark.postgres
def test_a_database_that_goes_away_in_the_middle_costs_no_strike_and_the_run_is_graded_once(close, worker):
    run = close("ada", BRIEF, seconds=0.5)
    at_work = AtWork(run, worker)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()"
        )
    at_work.end()
    tasks.work()

    assert (look(run).state, run.verdict, run.strikes) == ("done", "passed", 0)
    assert kinds(run).count("verdict") == 1
