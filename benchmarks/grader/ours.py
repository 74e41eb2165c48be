"""This grader: the sandbox alone, and from a closed attempt to the verdict in its row."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.grader.work import Work
from grader.grading import Finished, grade
from grader.sandbox import Engine
from grader.task import Task

ROOT = Path(__file__).resolve().parent.parent.parent


def judged(task: Task, work: Work, engine: Engine) -> None:
    """Raises AssertionError when the verdict is another than passed."""
    for event in grade(task, work.tree, engine):
        if isinstance(event, Finished) and event.report.verdict != "passed":
            raise AssertionError(f"{work.title}: {event.report.cases}")


def settle(engine: Engine) -> None:
    """Wait until used boxes are gone and others stand ready: that too is the work of a hand-in."""
    while not engine.rested:
        time.sleep(0.002)


class Site:
    """A site of its own in a process of its own; it grades when it is told to."""

    def __init__(self, process: subprocess.Popen[str]):
        self._process = process

    def ask(self, **question: object) -> object:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError("The site of the benchmark ended.")
        return json.loads(line)


@contextmanager
def site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "VAR_DIR": folder, "PYTHONPATH": str(ROOT)}
        environment.pop("DATABASE_URL", None)
        environment.pop("REDIS_URL", None)
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.grader.site"], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            yield Site(process)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(30)
