"""What every kind of stage has in common in `grading.yaml`, and the plan that it makes."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from grader.audience import Show
from grader.report import CaseResult, Detail, Outcome, Said, Usage
from grader.sandbox import Ended, RunLimits
from projects.folder.source import Bilingual, Name, Written


def _goes_down(path: str) -> str:
    if ".." in path.split("/"):
        raise ValueError("'..' is not allowed in a path")
    return path


GoesDown = AfterValidator(_goes_down)
CaseFilePath = Annotated[
    str, StringConstraints(pattern=r"^cases/[A-Za-z0-9_][A-Za-z0-9_./-]{0,190}$"), GoesDown
]
WorkPath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.][A-Za-z0-9_./ -]{0,199}$"), GoesDown]
Word = Annotated[str, StringConstraints(max_length=4096, pattern=re.compile(r"^[^\0]*\Z"))]
Words = Annotated[tuple[Word, ...], Field(max_length=200)]
Command = Annotated[tuple[Word, ...], Field(min_length=1, max_length=50)]
Weight = Annotated[int, Field(ge=1, le=100)]
Where = tuple[str | int, ...]  # the place of a value in the file
MOST_CPU, MOST_WALL = 120, 300  # seconds that a limit may be
CpuSeconds = Annotated[float, Field(gt=0, le=MOST_CPU)]
WallSeconds = Annotated[float, Field(gt=0, le=MOST_WALL)]


class SomeLimits(Written):
    """The limits of a stage or case that differ from those of the whole task."""

    cpu_seconds: CpuSeconds | None = None
    wall_seconds: WallSeconds | None = None
    output_kb: Annotated[int, Field(ge=1, le=8192)] | None = None
    memory_mb: Annotated[int, Field(ge=64, le=4096)] | None = None


class Limits(Written):
    """The limits of each run, where nothing else is said. `processes` counts threads too."""

    cpu_seconds: CpuSeconds = 2.0
    wall_seconds: WallSeconds | None = None  # None: three times the CPU time and a second
    output_kb: Annotated[int, Field(ge=1, le=8192)] = 64
    memory_mb: Annotated[int, Field(ge=64, le=4096)] = 256
    processes: Annotated[int, Field(ge=1, le=512)] = 64

    def changed(self, *nearer: SomeLimits | None) -> Self:
        """The later, the nearer, the stronger. A nearer CPU time without a wall time resets the wall time."""
        values = self.model_dump()
        for some in filter(None, nearer):
            values |= {"wall_seconds": None} if some.cpu_seconds else {}
            values |= some.model_dump(exclude_none=True)
        return type(self).model_validate(values)

    def of_run(self) -> RunLimits:
        wall = self.wall_seconds or 3 * self.cpu_seconds + 1
        return RunLimits(self.cpu_seconds, max(wall, self.cpu_seconds), self.output_kb << 10)


@dataclass(frozen=True)
class Planned:
    """A case that must get exactly one result."""

    stage: str
    name: str
    weight: int = 1
    hidden: bool = False
    bonus: bool = False
    mandatory: bool = True
    decides: bool = True
    hint: Bilingual | None = None
    show: Show | None = None  # None: as the task says
    case: Any = None  # the case as its kind of stage wrote it, None where the stage itself is the case

    def result(
        self,
        outcome: Outcome,
        *,
        message: Said | None = None,
        details: tuple[Detail, ...] = (),
        ended: Ended | None = None,
    ) -> CaseResult:
        return CaseResult(
            stage=self.stage,
            name=self.name,
            outcome=outcome,
            hidden=self.hidden,
            bonus=self.bonus,
            mandatory=self.mandatory,
            decides=self.decides,
            weight=self.weight,
            usage=usage(ended) if ended else Usage(),
            message=message,
            hint=self.hint.model_dump() if self.hint else None,
            details=details,
            show=self.show.levels() if self.show else {},
        )


def usage(ended: Ended) -> Usage:
    return Usage(
        wall_ms=ended.wall_ms,
        cpu_ms=ended.cpu_ms,
        peak_kb=ended.peak_kb,
        processes=ended.most_processes,
        output_bytes=ended.output_bytes,
        counted_by=ended.counted_by,
    )


class CaseFile(Written):
    """The part of a case that does not depend on its kind."""

    name: Name
    hidden: bool = False
    hint: Bilingual | None = None
    weight: Weight = 1
    bonus: bool = False
    limits: SomeLimits | None = None
    show: Show | None = None
    files: dict[WorkPath, CaseFilePath] = {}

    @model_validator(mode="after")
    def check_hint(self) -> Self:
        if self.hidden and self.hint is None:
            raise ValueError("a hidden case needs a hint: it is all that a trainee is told")
        return self

    def named_files(self) -> Iterator[tuple[Where, str]]:
        for inside, path in self.files.items():
            yield ("files", inside), path


class StageFile(Written):
    """A stage of any kind."""

    kind: str
    name: Name
    title: Bilingual
    limits: SomeLimits | None = None
    show: Show | None = None

    @property
    def mandatory(self) -> bool:
        return True

    def plan(self) -> tuple[Planned, ...]:
        """Every case that this stage will judge, in order."""
        raise NotImplementedError

    def only(self, names: Set[str]) -> Self | None:
        """The stage with the cases `names` (stage/case) alone; None when nothing is left of it."""
        return self if any(f"{one.stage}/{one.name}" in names for one in self.plan()) else None

    def nearer(self, planned: Planned) -> SomeLimits | None:
        """The limits of a case that differ from those of its stage."""
        return planned.case.limits if planned.case else None

    @property
    def at_once(self) -> bool:
        """Whether one run of a program serves all cases, so that hidden ones cannot wait for their turn."""
        return False

    @property
    def second_image(self) -> str:
        """The image of the box for the author's code, empty where there is none."""
        return ""

    def named_files(self) -> Iterator[tuple[Where, str]]:
        """Files of the folder that the stage needs, each with the place that names it."""
        yield from ()

    def mistakes(self, files: Mapping[str, bytes]) -> Iterator[tuple[Where, str]]:
        """What is wrong with the contents of the named files."""
        yield from ()


class StageOfCases(StageFile):
    """A stage that lists its cases."""

    cases: Annotated[tuple[CaseFile, ...], Field(min_length=1, max_length=300)]

    @model_validator(mode="after")
    def check_names(self) -> Self:
        names = [case.name for case in self.cases]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two cases are called {twice[0]}")
        return self

    def plan(self) -> tuple[Planned, ...]:
        return tuple(
            Planned(
                stage=self.name,
                name=case.name,
                weight=case.weight,
                hidden=case.hidden,
                bonus=case.bonus,
                hint=case.hint,
                show=case.show or self.show,
                case=case,
            )
            for case in self.cases
        )

    def only(self, names: Set[str]) -> Self | None:
        if self.at_once:
            return super().only(names)
        left = tuple(case for case in self.cases if f"{self.name}/{case.name}" in names)
        return self.model_copy(update={"cases": left}) if left else None

    def named_files(self) -> Iterator[tuple[Where, str]]:
        for number, case in enumerate(self.cases):
            for where, path in case.named_files():
                yield ("cases", number, *where), path
