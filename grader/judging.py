"""One run, from the claim to the verdict, in this process."""

import threading
from types import TracebackType

from django.db import close_old_connections

from projects import trees

from . import runs, taskstore, workers
from .grading import CaseFinished, Finished, grade
from .heard import Ear
from .models import Run
from .report import Report, Which
from .sandbox import SandboxFault


class Stopped(Exception):
    """The run was cancelled or taken over while it was being judged."""


class Heart:
    """Renews the lease of a run from a thread of its own, until it is told to stop or has lost the run."""

    def __init__(self, run: Run):
        self.run, self.lost, self._end = run, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heart-{run.pk}", daemon=True)

    def _beat(self) -> None:
        try:
            while not self._end.wait(runs.HEARTBEAT):
                if not runs.heartbeat(self.run):
                    self.lost.set()
                    return
        finally:
            close_old_connections()

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join()


def judge(run: Run) -> Report:
    """Judge a claimed run. Raises Stopped, SandboxFault, and whatever else goes wrong on our side."""
    with Heart(run) as heart, Ear(run) as ear:
        return _report(run, heart, ear)


def _report(run: Run, heart: Heart, ear: Ear) -> Report:
    task = taskstore.load(run.task_digest)
    tree = trees.load(run.submission.tree)
    which: Which = "visible" if run.purpose == Run.Purpose.CHECK else "all"
    for event in grade(
        task, tree, workers.this().engine, cases=which, cancelled=heart.lost.is_set, hear=ear.hear
    ):
        if heart.lost.is_set():
            raise Stopped
        if isinstance(event, CaseFinished):
            ear.forget()
            runs.record(run, event.result, position=event.position)
        elif isinstance(event, Finished):
            return event.report
    raise SandboxFault("The judge ended without a report.")
