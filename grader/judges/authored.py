"""Stages whose cases are led by a Python module of the author's, in the second box."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator

from . import second, values
from .stage import CaseFile, CaseFilePath, StageOfCases, Where, WorkPath

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

    @field_validator("given")
    @classmethod
    def check_given(cls, value: dict[str, Any]) -> dict[str, Any]:
        return plain_given(value)


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

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield ("judge",), self.judge
        for inside, path in self.beside.items():
            yield ("beside", inside), path
        yield from super().named_files()
