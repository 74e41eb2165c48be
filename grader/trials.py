"""Gradings for a proof. A busy machine must not decide it: what it may have spoiled is tried again, alone."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

from .grading import Finished, grade
from .report import CaseResult
from .sandbox import Engine, Files, SandboxFault
from .task import Task

TRIES = 3  # of a case whose time is in doubt, where the best one counts, and of what is a fault of ours
MARGIN = 2.0  # times the limit is still too little for a wrong solution that must be too slow
SEED = 1  # fresh cases of a proof are the same each time

Found = Mapping[str, CaseResult]  # stage/case → its result
Doubt = Callable[[CaseResult], bool]  # whether the machine may be to blame


def no_doubt(case: CaseResult) -> bool:
    return False


def out_of_time(case: CaseResult) -> bool:
    return case.outcome == "time_limit"


class Turns:
    """Up to `most` gradings of this process side by side, or one of them alone."""

    def __init__(self, most: int = 1):
        self._most, self._places, self._claim = most, BoundedSemaphore(most), Lock()

    @contextmanager
    def shared(self) -> Iterator[None]:
        with self._places:
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._claim:  # two who both want all places would wait for each other
            for _ in range(self._most):
                self._places.acquire()
        try:
            yield
        finally:
            for _ in range(self._most):
                self._places.release()


@dataclass(frozen=True)
class Trials:
    engine: Engine
    turns: Turns = field(default_factory=Turns)
    margin: float = MARGIN

    def found(self, task: Task, tree: Files, *, doubt: Doubt = no_doubt, seed: int = SEED) -> Found:
        """The results of all cases of `task`; of those in doubt the best of up to three. Raises SandboxFault.

        What was not run beside them, perhaps for want of time, is tried again with them.
        """
        with self.turns.shared():
            found = self._graded(task, tree, seed)
        for _ in range(TRIES - 1):
            doubtful = {name for name, case in found.items() if doubt(case)}
            if not doubtful:
                break
            unknown = {name for name, case in found.items() if case.outcome == "not_run"}
            with self.turns.alone():
                again = self._graded(task.only(doubtful | unknown), tree, seed)
            found |= {name: _better(found[name], case) for name, case in again.items()}
        return found

    def _graded(self, task: Task, tree: Files, seed: int) -> dict[str, CaseResult]:
        """A fault of ours is tried again, as the site does. Raises the last one."""
        for _ in range(TRIES - 1):
            with suppress(SandboxFault):
                return _results(task, tree, self.engine, seed)
        return _results(task, tree, self.engine, seed)


def _results(task: Task, tree: Files, engine: Engine, seed: int) -> dict[str, CaseResult]:
    for event in grade(task, tree, engine, seed=seed):
        if isinstance(event, Finished):
            return {key(case): case for case in event.report.cases}
    raise SandboxFault("The judge ended without a report.")


def key(case: CaseResult) -> str:
    return f"{case.stage}/{case.name}"


def _better(one: CaseResult, other: CaseResult) -> CaseResult:
    return min(one, other, key=lambda case: (not case.passed, case.usage.cpu_ms))
