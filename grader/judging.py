"""One run, from the claim to the verdict, in this process."""

import logging
import threading
from types import TracebackType

from django.db import DatabaseError, connection

from projects import trees

from . import runs, scores, taskstore, workers
from .grading import CaseFinished, Finished, StageStarted, grade
from .heard import Ear
from .models import Run
from .report import Report, Which
from .sandbox import SandboxFault

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The run was cancelled or taken over while it was being judged."""


class GivenBack(Exception):
    """This worker ends or is drained: the run is for another one."""


class Heart:
    """Renews the lease of a run from a thread of its own, until it is told to stop or has lost the run."""

    def __init__(self, run: Run):
        self.run, self.lost, self._end = run, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._live, name=f"heart-{run.pk}", daemon=True)

    def _live(self) -> None:
        while not self._end.wait(runs.HEARTBEAT) and not self.lost.is_set():
            self._beat()
        connection.close()

    def _beat(self) -> None:
        try:
            if not runs.heartbeat(self.run):
                self.lost.set()
        except DatabaseError:
            log.warning("The lease of run %s could not be renewed now.", self.run.pk)
            connection.close()

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join()


def judge(run: Run) -> Report:
    """Judge a claimed run. Raises Stopped, GivenBack, SandboxFault, and whatever else goes wrong with us."""
    with Heart(run) as heart, Ear(run) as ear:
        return _report(run, heart, ear)


def _report(run: Run, heart: Heart, ear: Ear) -> Report:
    worker = workers.this()
    task = taskstore.load(run.task_digest)
    tree = trees.load(run.submission.tree)
    which: Which = "visible" if run.purpose == Run.Purpose.CHECK else "all"

    def unwanted() -> bool:
        return heart.lost.is_set() or worker.gives_back.is_set()

    for event in grade(task, tree, worker.engine, cases=which, cancelled=unwanted, hear=ear.hear):
        if heart.lost.is_set():
            raise Stopped
        if worker.gives_back.is_set() and not isinstance(event, Finished):
            raise GivenBack
        if isinstance(event, StageStarted):
            runs.begin_stage(run, event.name)
        elif isinstance(event, CaseFinished):
            ear.forget()
            scores.keep(run, event.result.measure)
            runs.record(run, event.result, position=event.position)
        elif isinstance(event, Finished):
            return event.report
    raise SandboxFault("The judge ended without a report.")
