"""Honest work beside the attacks: one grading of many cases, of which each attack has some beside it."""

import time
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event

from grader.grading import CaseFinished, grade
from grader.local_tree import read_tree
from grader.report import CaseResult
from grader.sandbox import Engine, SandboxFault
from grader.task import Task

FOLDER = "neighbour"  # among the tasks
PAUSE = 0.4  # seconds between two cases beside the same attack
FIRST = 3  # cases that nothing is beside, to know what one costs alone
SLOW = 3.0  # times the computing time that it costs alone


@dataclass(frozen=True)
class Honest:
    """What became of honest work while or after an attack was tried."""

    verdict: str = "passed"
    seconds: float = 0.0
    ratio: float = 1.0  # of its computing time to that of the same work alone


class Neighbour:
    """Lives in a box of its own, which is changed when its cases are used up, and in a thread of its own."""

    def __init__(self, engine: Engine, tasks: Path):
        self.engine = engine
        self._task, self._tree = Task.from_folder(tasks / FOLDER), read_tree(tasks / FOLDER / "honest")
        self._cases = self._graded()
        self._alone = 0.0  # milliseconds of a case
        # One for all attacks: each thread has a connection to the engine, whose first call is a slow one.
        self._thread = ThreadPoolExecutor(1, "neighbour")

    def beside(self, over: Event) -> "Future[Honest]":
        """Case after case until the attack is `over`, and one at the least."""
        return self._thread.submit(self._live, over)

    def open(self) -> None:
        """Have its box ready before an attack begins. Raises SandboxFault."""
        self._thread.submit(self._open).result()

    def close(self) -> None:
        """Remove its box; an attack that comes later gets another one."""
        self._thread.submit(self._cases.close).result()

    def _live(self, over: Event) -> Honest:
        begun, worst = time.monotonic(), 0.0
        while True:
            try:
                case = self._next()
            except SandboxFault as fault:
                return Honest(f"our fault: {fault}", time.monotonic() - begun)
            worst = max(worst, case.usage.cpu_ms / self._alone)
            if over.wait(PAUSE) or not case.passed:
                return Honest(case.outcome, time.monotonic() - begun, worst)

    def _open(self) -> None:
        if not self._alone:
            self._alone = max(median(self._next().usage.cpu_ms for _ in range(FIRST)), 1.0)

    def _next(self) -> CaseResult:
        while (case := next(self._cases, None)) is None:
            self._cases = self._graded()
        return case

    def _graded(self) -> Generator[CaseResult, None, None]:
        for event in grade(self._task, self._tree, self.engine):
            if isinstance(event, CaseFinished):
                yield event.result
