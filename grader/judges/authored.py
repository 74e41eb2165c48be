"""Stages whose cases are led by a Python module of the author's, in the second box."""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from . import second, values
from .bench import Bench
from .stage import CaseFile, CaseFilePath, Planned, StageOfCases, Where, WorkPath

FunctionName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]\w{0,79}$")]


def plain_given(value: dict[str, Any]) -> dict[str, Any]:
    """Raises ValueError for what cannot travel to the module."""
    if values.has_code(value):
        raise ValueError("!python has no meaning here: the module is Python already")
    values.encode(value)
    return value


class Case(CaseFile):
    function: FunctionName | None = None
    given: dict[str, Any] = {}  # to the function, as its second argument
    fresh: bool = False  # the function gets, as `seed` beside what is given, a number of this run

    @field_validator("given")
    @classmethod
    def check_given(cls, value: dict[str, Any]) -> dict[str, Any]:
        return plain_given(value)

    @model_validator(mode="after")
    def check_fresh(self) -> Self:
        if self.fresh and "seed" in self.given:
            raise ValueError("the seed of a fresh case is that of the run")
        if self.fresh and not self.hidden:
            raise ValueError("a fresh case is hidden: what is shown of one run says nothing about the next")
        return self


class Stage(StageOfCases):
    judge: CaseFilePath
    beside: dict[WorkPath, CaseFilePath] = {}  # what the module finds in its own working folder
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=300)]

    @property
    def second_image(self) -> str:
        return second.IMAGE

    def function_of(self, case: Case) -> str:
        """The function of the module that leads a case."""
        return case.function or case.name.replace("-", "_")

    def given_to(self, planned: Planned, bench: Bench) -> dict[str, Any]:
        """What the function of a case gets as its second argument."""
        case: Case = planned.case
        return {**case.given, "seed": bench.seed_of(planned)} if case.fresh else case.given

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield ("judge",), self.judge
        for inside, path in self.beside.items():
            yield ("beside", inside), path
        yield from super().named_files()
