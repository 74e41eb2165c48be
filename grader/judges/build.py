"""`build`: make a program of the submission and of files of ours. When it fails, nothing after it is run."""

from collections.abc import Collection, Iterator, Sequence, Set
from typing import Annotated, Literal, Self

from pydantic import Field

from grader.report import CaseResult, Detail
from grader.report import say as _
from grader.sandbox import BoxFull
from grader.shown import log

from .bench import Bench, stopped
from .stage import CaseFilePath, Command, Planned, StageFile, Where, WorkPath

RIVALS = {"Makefile": ("GNUmakefile", "makefile")}  # which make would read in its place


class Stage(StageFile):
    kind: Literal["build"]
    command: Command
    given: dict[WorkPath, CaseFilePath] = {}
    produces: tuple[WorkPath, ...] = ()
    weight: Annotated[int, Field(ge=0, le=100)] = (
        0  # usually what it builds is judged, and not that it builds
    )

    def plan(self) -> tuple[Planned, ...]:
        return (Planned(stage=self.name, name=self.name, weight=self.weight, show=self.show),)

    def only(self, names: Set[str]) -> Self:
        return self  # whatever comes after it needs it

    def named_files(self) -> Iterator[tuple[Where, str]]:
        for inside, path in self.given.items():
            yield ("given", inside), path


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    for only in planned:
        yield _build(stage, only, bench)


def _build(stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    bench.box.delete([*stage.produces, *_rivals(stage.given)])
    bench.box.put(bench.given(stage.given))
    ended = bench.run(stage.command, stage=stage, planned=planned)
    said = (Detail("log", log(ended.stdout + ended.stderr)),) if ended.stdout or ended.stderr else ()
    if unfinished := stopped(planned, ended, bench.limits_for(stage), said):
        return unfinished
    if ended.exit_status != 0:
        message = _(
            "It does not build: the command ended with status %(status)s.", status=ended.exit_status or 0
        )
        return planned.result("exited", message=message, details=said, ended=ended)
    for path in stage.produces:
        if not bench.box.holds(path):
            message = _("The build went through, but %(path)s was not made.", path=path)
            return planned.result("missing", message=message, details=said, ended=ended)
    try:
        bench.box.mark()
    except BoxFull:
        message = _("The build leaves more files than fit into the working folder.")
        return planned.result("output_limit", message=message, details=said, ended=ended)
    return planned.result("passed", details=said, ended=ended)


def _rivals(given: Collection[str]) -> Iterator[str]:
    """Files of a hand-in that a tool would take for one of ours."""
    for path in given:
        folder, slash, name = path.rpartition("/")
        for rival in RIVALS.get(name, ()):
            if f"{folder}{slash}{rival}" not in given:
                yield f"{folder}{slash}{rival}"
