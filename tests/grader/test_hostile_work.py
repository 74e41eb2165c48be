"""Worker, site and engine live while hostile work is graded, and honest work after it."""

import threading
from pathlib import Path

import pytest
from django.db import connection

from grader import tasks
from tests.e2e.waiting import wait_for

pytestmark = [pytest.mark.engine, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
ATTACKS = Path(__file__).resolve().parents[1] / "attacks"
HOSTILE = ("everybody-killed", "fork-bomb", "memory-in-many", "daemon", "endless-output")


def program_of(name):
    """The function of an attack as a program by itself; those that are programs already stay as they are."""
    alone = ATTACKS / f"deny-{name}" / "attack.py"
    return (
        f"{alone.read_text()}\nattack()\n"
        if alone.exists()
        else (ATTACKS / f"deny-{name}" / "main.py").read_text()
    )


class Working:
    """`tasks.work` in a thread."""

    def __init__(self):
        self.thread = threading.Thread(target=self._work)

    def _work(self):
        try:
            tasks.work()
        finally:
            connection.close()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.thread.join(120)
        assert not self.thread.is_alive()


def test_worker_site_and_engine_live_while_attacks_run_and_after_them(close, worker, client):
    runs = [close(f"eve{number}", program_of(name), seconds=0.5) for number, name in enumerate(HOSTILE)]
    honest = close("ada")
    answers = []

    with Working() as working:
        while working.thread.is_alive():
            answers.append(client.get("/accounts/login/").status_code)
            working.thread.join(0.5)

    for run in (*runs, honest):
        run.refresh_from_db()
    assert [(run.state, run.verdict, run.strikes) for run in runs] == [("done", "failed", 0)] * len(HOSTILE)
    assert (honest.state, honest.verdict) == ("done", "passed")
    assert set(answers) == {200}
    assert worker.takes_runs()
    assert worker.engine.ping().answers
    label = {"label": f"bitgoeul.boot={worker.boot}"}
    wait_for(lambda: not worker.engine.client.containers(all=True, filters=label), seconds=30)
