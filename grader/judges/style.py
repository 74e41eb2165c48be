"""`style`: what a checker of form says. Reported apart; costs no mark unless it is required."""

from collections.abc import Iterator, Sequence
from typing import Literal

from grader.report import CaseResult, Detail
from grader.report import say as _
from grader.shown import log

from .bench import Bench, stopped
from .stage import CaseFilePath, Command, Planned, StageFile, Where, WorkPath


class Stage(StageFile):
    kind: Literal["style"]
    command: Command
    given: dict[WorkPath, CaseFilePath] = {}  # for example the settings of the checker
    required: bool = False

    @property
    def mandatory(self) -> bool:
        return self.required

    def plan(self) -> tuple[Planned, ...]:
        required = self.required
        return (Planned(self.name, self.name, int(required), mandatory=required, show=self.show),)

    def named_files(self) -> Iterator[tuple[Where, str]]:
        for inside, path in self.given.items():
            yield ("given", inside), path


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    for only in planned:
        yield _check(stage, only, bench)


def _check(stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    bench.box.back()
    bench.box.put(bench.given(stage.given))
    ended = bench.run(stage.command, stage=stage)
    said = (Detail("log", log(ended.stdout + ended.stderr)),) if ended.stdout or ended.stderr else ()
    if unfinished := stopped(planned, ended, bench.limits_for(stage), said):
        return unfinished
    if ended.exit_status == 0:
        return planned.result("passed", ended=ended)
    return planned.result("wrong", message=_("The checker found something."), details=said, ended=ended)
