"""The judges, one module per kind. A new kind is a new module and a line here."""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any

from pydantic import Field

from grader.report import CaseResult

from . import build, call, call_c, dialogue, io, metric, service, style
from .bench import Bench
from .stage import Planned, StageFile

Judge = Callable[[Any, Sequence[Planned], Bench], Iterator[CaseResult]]

Calls = Annotated[call.Stage | call_c.Stage, Field(discriminator="language")]
AnyStage = Annotated[
    build.Stage | style.Stage | io.Stage | Calls | metric.Stage | dialogue.Stage | service.Stage,
    Field(discriminator="kind"),
]
JUDGES: dict[type[StageFile], Judge] = {
    build.Stage: build.judge,
    style.Stage: style.judge,
    io.Stage: io.judge,
    call.Stage: call.judge,
    call_c.Stage: call_c.judge,
    metric.Stage: metric.judge,
    dialogue.Stage: dialogue.judge,
    service.Stage: service.judge,
}


def judge(stage: StageFile, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    """Judge the planned cases of a stage, one result each, as they become known. Raises SandboxFault."""
    return JUDGES[type(stage)](stage, planned, bench)
