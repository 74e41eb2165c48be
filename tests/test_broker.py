"""What a worker makes of a Redis that dies while it works."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.e2e.waiting import wait_for
from tests.test_services import ROOT, services

__all__ = ["services"]
# A worker of the academy with a task of the test's own, which naps until it is woken.
PROGRAM = """
import sys, time
from pathlib import Path
from celery.signals import worker_ready
from academy.config.celery import app
folder = Path(sys.argv[1])

@app.task(name="nap")
def nap(name):
    (folder / name).touch()
    while name == "first" and not (folder / "wake").exists():
        time.sleep(0.05)

if sys.argv[2] == "send":
    app.send_task("nap", [sys.argv[3]], queue="naps")
else:
    app.worker_main(["worker", "--pool", "threads", "--concurrency", "2", "-Q", "naps", "-l", "WARNING"])
"""


@pytest.mark.postgres
def test_a_worker_in_the_middle_of_a_task_outlives_its_redis(services):
    act, folder = services
    naps = Path(tempfile.mkdtemp(dir=folder))
    environment = {**os.environ, **act("start"), "VAR_DIR": str(folder / "var")}

    def start(*arguments):
        return subprocess.Popen([sys.executable, "-c", PROGRAM, naps, *arguments], cwd=ROOT, env=environment)

    worker = start("work")
    try:
        start("send", "first").wait()
        wait_for(lambda: (naps / "first").exists(), seconds=60)
        os.kill(int((folder / "redis" / "pid").read_text()), 9)
        act("again")
        (naps / "wake").touch()
        start("send", "second").wait()
        wait_for(lambda: (naps / "second").exists() or worker.poll() is not None, seconds=60)

        assert worker.poll() is None
        assert (naps / "second").exists()
    finally:
        worker.kill()
        worker.wait()
