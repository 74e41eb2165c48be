"""Grading one submission: open a box, let every stage judge, and hold the judges to their plan."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from . import images, judges
from .images import ImageFault
from .judges.bench import Bench
from .judges.stage import Planned, StageFile
from .report import CaseResult, Report, Said, StageSummary, Which, score
from .report import say as _
from .sandbox import Box, BoxFull, BoxLimits, Engine, Files, SandboxFault
from .task import Task

DOES_NOT_FIT = _("The files do not fit into the working folder.")
PATIENCE = 120.0  # seconds that one hand-in may lose in cases that run out of time


@dataclass(frozen=True)
class StageStarted:
    name: str
    kind: str
    title: dict[str, str]
    cases: int


@dataclass(frozen=True)
class CaseFinished:
    result: CaseResult


@dataclass(frozen=True)
class StageFinished:
    summary: StageSummary


@dataclass(frozen=True)
class Cancelled:
    """Grading stopped because the caller asked for it. No report follows."""


@dataclass(frozen=True)
class Finished:
    report: Report


Event = StageStarted | CaseFinished | StageFinished | Cancelled | Finished


def grade(
    task: Task,
    tree: Files,
    engine: Engine,
    *,
    cases: Which = "all",
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Event]:
    """Tell what happens as it happens; the last event is Finished or Cancelled.

    Raises SandboxFault when we fail: that is no verdict.
    """
    begun = time.monotonic()
    try:
        image = images.remembered(task.image, engine)
    except ImageFault as fault:
        raise SandboxFault(str(fault)) from None
    grading = _Grading(task, tree, cases, cancelled)
    limits = task.file.limits
    with engine.box(image=image, limits=BoxLimits(limits.memory_mb, limits.processes)) as box:
        for event in grading.run(box):
            yield event
            if isinstance(event, Cancelled):
                return
    yield Finished(grading.report(image=image, seconds=time.monotonic() - begun))


@dataclass
class _Grading:
    """The state of one grading: what has been found so far, and why the rest is not run."""

    task: Task
    tree: Files
    which: Which
    cancelled: Callable[[], bool]
    results: list[CaseResult] = field(default_factory=list)
    stages: list[StageSummary] = field(default_factory=list)
    obstacle: Said | None = None
    lost: float = 0.0  # seconds in cases that ran out of time

    def run(self, box: Box) -> Iterator[Event]:
        try:
            box.put(self.tree)
            box.mark()
        except BoxFull:
            self.obstacle = DOES_NOT_FIT
        bench = Bench(box, self.tree, self.task.files, self.task.file.limits)
        for stage in self.task.stages:
            planned = [one for one in stage.plan() if self.which == "all" or not one.hidden]
            if not planned:
                continue
            yield StageStarted(stage.name, stage.kind, stage.title.model_dump(), len(planned))
            for event in self._cases(stage, planned, bench):
                yield event
                if isinstance(event, Cancelled):
                    return
            yield StageFinished(self.stages[-1])

    def _cases(self, stage: StageFile, planned: list[Planned], bench: Bench) -> Iterator[Event]:
        waiting = {one.name: one for one in planned}
        found: list[CaseResult] = []
        for result in self._judged(stage, planned, waiting, bench):
            if self.cancelled():
                yield Cancelled()
                return
            if waiting.pop(result.name, None) is None or result.stage != stage.name:
                raise SandboxFault(
                    f"The judge of {stage.name} answered for {result.name}, which nobody asked."
                )
            found.append(result)
            yield CaseFinished(result)
        if waiting:
            raise SandboxFault(f"The judge of {stage.name} forgot {', '.join(waiting)}.")
        self.results += found
        self.stages.append(_summary(stage, found))
        if stage.kind == "build" and not all(result.passed for result in found):
            self.obstacle = _("Not run, because the build failed.")

    def _judged(
        self, stage: StageFile, planned: list[Planned], waiting: Mapping[str, Planned], bench: Bench
    ) -> Iterator[CaseResult]:
        """Results of the judge until something stands in the way; what then still waits is not run."""
        judged = judges.judge(stage, planned, bench)
        try:
            while not self.obstacle and (result := next(judged, None)):
                yield result
                if result.outcome == "time_limit":
                    self.lost += result.usage.wall_ms / 1000
                if self.lost > PATIENCE:
                    self.obstacle = _("Not run, because too much time was lost in cases that did not end.")
        except BoxFull:
            self.obstacle = DOES_NOT_FIT  # with the files of a case beside it
        if self.obstacle:
            yield from [one.result("not_run", message=self.obstacle) for one in waiting.values()]

    def report(self, *, image: str, seconds: float) -> Report:
        cases = tuple(self.results)
        needed = [case for case in cases if case.mandatory and not case.bonus]
        return Report(
            verdict="passed" if all(case.passed for case in needed) else "failed",
            score=score(cases),
            which=self.which,
            stages=tuple(self.stages),
            cases=cases,
            image_digest=image,
            task_digest=self.task.digest,
            tree_digest=tree_digest(self.tree),
            seconds=round(seconds, 3),
        )


def _summary(stage: StageFile, found: list[CaseResult]) -> StageSummary:
    passed = sum(result.passed for result in found)
    failed = any(not result.passed and not result.bonus for result in found)
    not_run = all(result.outcome == "not_run" for result in found)
    return StageSummary(
        name=stage.name,
        kind=stage.kind,
        title=stage.title.model_dump(),
        mandatory=stage.mandatory,
        passed=passed,
        total=len(found),
        outcome="not_run" if not_run else "failed" if failed else "passed",
    )


def tree_digest(tree: Files) -> str:
    """One digest for the files of a submission: their names, contents and execute bits."""
    digest = hashlib.sha256()
    for path, (content, executable) in sorted(tree.items()):
        digest.update(f"{path}\0{int(executable)}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()
