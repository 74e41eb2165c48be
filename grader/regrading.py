"""Judging again what was judged, from its digests: the same verdict, or the names of what has changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from docker.errors import ImageNotFound

from projects import trees

from . import images, taskstore
from .grading import Finished, grade
from .models import Run
from .report import CaseResult, Report, Which
from .sandbox import Engine, SandboxFault


@dataclass(frozen=True)
class Again:
    """The run as it is written, what came out now, and in which words they differ."""

    run: Run
    report: Report | None  # None: what it was judged from is not to be had any more
    changes: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not self.changes


def again(run: Run, engine: Engine) -> Again:
    """Judge a run that has a verdict once more; no row changes. Raises SandboxFault."""
    try:
        task, tree = taskstore.load(run.task_digest), trees.load(run.submission.tree)
    except (taskstore.TaskLost, trees.TreeLost) as lost:
        return Again(run, None, (f"lost: {lost}",))
    _use_image(run, task.image, engine)
    which: Which = "visible" if run.purpose == Run.Purpose.CHECK else "all"
    before = Report.from_json(run.report or {})
    for event in grade(task, tree, engine, cases=which, seed=before.seed):
        if isinstance(event, Finished):
            return Again(run, event.report, tuple(changes(before, event.report)))
    raise SandboxFault("The judge ended without a report.")


def changes(before: Report, now: Report) -> Iterator[str]:
    """What differs but for times and texts, the causes before their effects."""
    for name in ("tree", "task", "image"):
        was, is_now = (getattr(report, f"{name}_digest") for report in (before, now))
        if was != is_now:
            yield f"{name}: {was} → {is_now}"
    if before.verdict != now.verdict:
        yield f"verdict: {before.verdict} → {now.verdict}"
    if before.score != now.score:
        yield f"score: {before.score} → {now.score}"
    was, is_now = (_outcomes(report.cases) for report in (before, now))
    for case in was | is_now:
        if was.get(case) != is_now.get(case):
            yield f"case {case}: {was.get(case, 'not there')} → {is_now.get(case, 'not there')}"


def _outcomes(cases: tuple[CaseResult, ...]) -> dict[str, str]:
    return {f"{case.stage}/{case.name}": case.outcome for case in cases}


def _use_image(run: Run, name: str, engine: Engine) -> None:
    """The very image of that time where the engine still has it, else today's."""
    engine.image_ids.pop(images.tag(name), None)
    try:
        engine.client.inspect_image(run.image_digest)
    except ImageNotFound:
        return
    engine.image_ids[images.tag(name)] = run.image_digest
