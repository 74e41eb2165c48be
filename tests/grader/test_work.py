"""A worker at work, with a real engine: what it does when a run, a box or it itself fails."""

import threading
from datetime import timedelta

import pytest

from grader import tasks
from tests.e2e.waiting import wait_for

pytestmark = [pytest.mark.engine, pytest.mark.django_db(transaction=True)]
SLOW = "import time\ntime.sleep(60)"


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
        self.thread = threading.Thread(target=tasks.work)
        self.thread.start()
        wait_for(lambda: kinds(run)[-1:] == ["stage"] and self.boxes(), seconds=60)

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
