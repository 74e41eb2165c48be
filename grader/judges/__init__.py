"""The judges, one module per kind. A new kind is a new module and a line here."""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any

from pydantic import Field

from grader.report import CaseResult

from . import build, call, dialogue, io, metric, service, style
from .bench import Bench
from .stage import Planned, StageFile

Judge = Callable[[Any, Sequence[Planned], Bench], Iterator[CaseResult]]

AnyStage = Annotated[
    build.Stage | style.Stage | io.Stage | call.Stage | metric.Stage | dialogue.Stage | service.Stage,
    Field(discriminator="kind"),
]
JUDGES: dict[str, Judge] = {
    "build": build.judge,
    "style": style.judge,
    "io": io.judge,
    "call": call.judge,
    "metric": metric.judge,
    "dialogue": dialogue.judge,
    "service": service.judge,
}


def judge(stage: StageFile, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    """Judge the planned cases of a stage, one result each, as they become known. Raises SandboxFault."""
    return JUDGES[stage.kind](stage, planned, bench)
