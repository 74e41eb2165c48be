"""One call as an author writes it: what is called, with what, and what is expected of it."""

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from projects.folder.source import Written

from . import values
from .stage import CaseFilePath, WorkPath

Callee = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$")]
ExceptionName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][\w.]*$")]


def _travels(value: Any) -> Any:
    values.encode(value)
    return value


def gathered(data: Any, step: type[Written]) -> Any:
    """A case whose one call is written out in the case itself, as a case of steps."""
    if not isinstance(data, dict) or "steps" in data:
        return data
    own = {key: data[key] for key in data if key in step.model_fields}
    return {key: data[key] for key in data if key not in own} | {"steps": [own]}


class Arguments(Written):
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = {}

    @field_validator("args", "kwargs")
    @classmethod
    def check_values(cls, value: Any) -> Any:
        return _travels(value)

    def encoded(self) -> dict[str, Any]:
        given = {name: values.encode(value) for name, value in self.kwargs.items()}
        return {"args": [values.encode(value) for value in self.args], "kwargs": given}

    def written(self) -> str:
        named = [f"{name}={values.written(value)}" for name, value in self.kwargs.items()]
        return ", ".join([*map(values.written, self.args), *named])


class Step(Arguments):
    """One call and what is expected of it."""

    call: Callee
    expect: Any = None
    expect_file: CaseFilePath | None = None  # JSON
    raises: ExceptionName | None = None
    take: Annotated[int, Field(ge=0, le=100_000)] | None = None
    unchanged: bool = False
    tolerance: Annotated[float, Field(ge=0, le=1e6)] = 0.0

    @field_validator("expect")
    @classmethod
    def check_expected(cls, value: Any) -> Any:
        if values.has_code(value):
            raise ValueError("!python can only be an argument: what is expected is compared outside the box")
        return _travels(value)

    @property
    def expects(self) -> set[str]:
        return self.model_fields_set & {"expect", "expect_file", "raises"}

    @model_validator(mode="after")
    def check_one_of_three(self) -> Self:
        if len(self.expects) > 1:
            raise ValueError(f"{' and '.join(sorted(self.expects))} exclude each other")
        return self

    def question(self, made_with: Arguments) -> dict[str, Any]:
        made = made_with.encoded()
        return {"do": "call", "call": self.call, **self.encoded(), "construct": made} | {
            "take": self.take,
            "watch": self.unchanged,
        }


class MadeStep(Arguments):
    """What a maker gives of a call, laid over what the case has; its `args` come behind those of the case."""

    call: Callee | None = None
    expect: Any = None
    raises: ExceptionName | None = None

    def laid_over(self, step: Step) -> Step:
        """Raises ValidationError."""
        both = {name: getattr(one, name) for one in (step, self) for name in one.model_fields_set}
        return Step.model_validate(both | {"args": step.args + self.args})


class MadeSteps(Written):
    """One call, or several `steps` on one fresh state of the module, and the files that they read."""

    steps: Annotated[tuple[MadeStep, ...], Field(min_length=1, max_length=100)]
    files: dict[WorkPath, str] = {}  # beside those of the case

    @model_validator(mode="before")
    @classmethod
    def gather_step(cls, data: Any) -> Any:
        return gathered(data, MadeStep)

    @model_validator(mode="after")
    def check_expectation(self) -> Self:
        if not any(step.model_fields_set & {"expect", "raises"} for step in self.steps):
            raise ValueError("it expects nothing")
        return self
