"""Grading one submission: open a box, let every stage judge, and hold the judges to their plan."""

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from . import images, judges, labels
from .images import ImageFault
from .judges.bench import Bench, Hear
from .judges.second import SecondBoxes
from .judges.stage import Planned, StageFile
from .report import CaseResult, Report, Said, StageSummary, Which, score
from .report import say as _
from .sandbox import Box, BoxFull, BoxLimits, Engine, Files, OutOfMemory, SandboxFault
from .task import Task

STARVED = _("It used up all memory, so that nothing more could be run.")
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
    position: int  # among all cases of the task, as its author wrote them


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
    hear: Hear | None = None,
    seed: int | None = None,
) -> Iterator[Event]:
    """Tell what happens as it happens; the last event is Finished or Cancelled.

    `hear` is told what the programs of visible cases write while they run.
    Fresh cases are made from `seed`; without one, from a seed drawn by chance, which the report names.
    The visible cases of all stages come before the hidden ones. A stage that has both is told twice.
    Raises SandboxFault when we fail: that is no verdict.
    """
    begun = time.monotonic()
    try:
        image = images.remembered(task.image, engine)
    except ImageFault as fault:
        raise SandboxFault(str(fault)) from None
    drawn = secrets.randbits(32) if seed is None else seed
    grading = _Grading(task, tree, cases, cancelled, hear, drawn)
    try:
        with ExitStack() as boxes:
            box = boxes.enter_context(engine.box(image=image, limits=_box_limits(task)))
            for event in grading.run(box, SecondBoxes(engine, boxes, box)):
                yield event
                if isinstance(event, Cancelled):
                    return
    except OutOfMemory as starved:
        if starved.box != box.name:  # that of an author's checker
            raise
        yield from grading.after_starving()
    yield Finished(grading.report(image=image, seconds=time.monotonic() - begun))


def _box_limits(task: Task) -> BoxLimits:
    limits = task.file.limits
    return BoxLimits(
        limits.memory_mb,
        limits.processes,
        gpus=int(labels.GPU in task.file.needs),
        runtime=task.file.runtime or "",
    )


@dataclass
class _Grading:
    """The state of one grading: what has been found so far, and why the rest is not run."""

    task: Task
    tree: Files
    which: Which
    cancelled: Callable[[], bool]
    hear: Hear | None = None
    seed: int = 0
    results: list[CaseResult] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)  # stage → what its cases find in the working folder
    obstacle: Said | None = None
    lost: float = 0.0  # seconds in cases that ran out of time

    def run(self, box: Box, second: SecondBoxes) -> Iterator[Event]:
        try:
            box.mark(self.tree)
        except BoxFull:
            self.obstacle = DOES_NOT_FIT
        bench = Bench(box, self.tree, self.task.files, self.task.file.limits, second, self.hear, self.seed)
        for stage, planned in self._passes():
            box.current = self.marks.setdefault(stage.name, box.current)
            if not planned:
                continue
            yield StageStarted(stage.name, stage.kind, stage.title.model_dump(), len(planned))
            for event in self._cases(stage, planned, bench):
                yield event
                if isinstance(event, Cancelled):
                    return
            yield StageFinished(_summary(stage, [one for one in self.results if one.stage == stage.name]))

    def _passes(self) -> Iterator[tuple[StageFile, list[Planned]]]:
        """First the visible cases, then the hidden ones.

        What a program sees of its input it could leave for the next one of the same box: in counters of the
        kernel, in the numbers of processes and files. Nothing that comes after a hidden case is shown.
        """
        for hidden in (False, True) if self.which == "all" else (False,):
            for stage in self.task.stages:
                plan = (one for one in stage.plan() if self.which == "all" or not one.hidden)
                later = (one for one in plan if (one.hidden and not stage.at_once) == hidden)
                yield stage, [self._shown(one) for one in later]

    @cached_property
    def positions(self) -> dict[tuple[str, str], int]:
        plan = [one for stage in self.task.stages for one in stage.plan()]
        return {(one.stage, one.name): position for position, one in enumerate(plan)}

    def _shown(self, planned: Planned) -> Planned:
        of_task = self.task.file.show
        return replace(planned, show=replace(planned.show or of_task, attempts=of_task.attempts))

    def _cases(self, stage: StageFile, planned: list[Planned], bench: Bench) -> Iterator[Event]:
        waiting = {one.name: one for one in planned}
        found: list[CaseResult] = []  # in this pass
        for result in self._judged(stage, planned, waiting, bench):
            if self.cancelled():
                yield Cancelled()
                return
            if waiting.pop(result.name, None) is None or result.stage != stage.name:
                raise SandboxFault(
                    f"The judge of {stage.name} answered for {result.name}, which nobody asked."
                )
            found.append(result)
            yield self._finished(result)
        if waiting:
            raise SandboxFault(f"The judge of {stage.name} forgot {', '.join(waiting)}.")
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

    def _finished(self, result: CaseResult) -> CaseFinished:
        self.results.append(result)
        return CaseFinished(result, self.positions[result.stage, result.name])

    def after_starving(self) -> Iterator[CaseFinished]:
        """The box is gone with all its memory, which is the work of the case that ran in it."""
        known = {(one.stage, one.name) for one in self.results}
        left = [one for _stage, planned in self._passes() for one in planned]
        guilty, *others = (one for one in left if (one.stage, one.name) not in known)
        yield self._finished(guilty.result("memory_limit", message=STARVED))
        yield from [self._finished(one.result("not_run", message=STARVED)) for one in others]

    def report(self, *, image: str, seconds: float) -> Report:
        cases = sorted(self.results, key=lambda one: self.positions[one.stage, one.name])
        digest = tree_digest(self.tree)
        return report_of(
            self.task, cases, which=self.which, image=image, tree=digest, seconds=seconds, seed=self.seed
        )


def report_of(
    task: Task,
    cases: Sequence[CaseResult],
    *,
    which: Which,
    image: str,
    tree: str,
    seconds: float,
    seed: int = 0,
) -> Report:
    """The verdict that these results make; they stand in the order of the task."""
    judged = {name: list(group) for name, group in groupby(cases, key=lambda one: one.stage)}
    return Report(
        verdict="passed" if all(case.passed for case in cases if case.is_needed) else "failed",
        score=score(tuple(cases)),
        which=which,
        stages=tuple(_summary(one, judged[one.name]) for one in task.stages if one.name in judged),
        cases=tuple(cases),
        image_digest=image,
        task_digest=task.digest,
        tree_digest=tree,
        seconds=round(seconds, 3),
        seed=seed,
    )


def _summary(stage: StageFile, found: list[CaseResult]) -> StageSummary:
    passed = sum(result.passed for result in found)
    failed = any(not result.passed and not result.bonus and result.decides for result in found)
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
