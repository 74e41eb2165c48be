"""Cases that are made anew for each run, by Python of the author's in the second box.

The seed of the run decides what is made, so the same seed makes the same cases.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from typing import Annotated, Any, Self, TypeVar

from pydantic import Field, ValidationError, field_validator, model_validator

from grader.shown import one_line

from . import second, values
from .author import AuthorFault
from .authored import FunctionName, plain_given
from .bench import Bench
from .stage import CaseFile, CaseFilePath, Planned, StageOfCases, Where

T = TypeVar("T")


def as_files(made: Mapping[str, str]) -> dict[str, tuple[bytes, bool]]:
    """Texts of a maker, as they are put beside the trainee's files."""
    return {path: (text.encode(), False) for path, text in made.items()}


class Case(CaseFile):
    """A case that may be fresh."""

    fresh: FunctionName | None = None  # of the stage's maker
    given: dict[str, Any] = {}  # to that function

    @field_validator("given")
    @classmethod
    def check_given(cls, value: dict[str, Any]) -> dict[str, Any]:
        return plain_given(value)

    @model_validator(mode="after")
    def check_fresh(self) -> Self:
        if self.fresh is None and self.given:
            raise ValueError("given has no meaning without fresh")
        if self.fresh and (also := sorted(self.left_to_the_maker())):
            raise ValueError(f"{also[0]} is made anew for each run")
        if self.fresh and not self.hidden:
            raise ValueError("a fresh case is hidden: what is shown of one run says nothing about the next")
        return self

    def left_to_the_maker(self) -> Set[str]:
        """What this case says although only a maker can say it of a fresh one."""
        raise NotImplementedError


class Stage(StageOfCases):
    maker: CaseFilePath | None = None  # Python of the author's, which makes the fresh cases
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=300)]

    @property
    def second_image(self) -> str:
        return second.IMAGE if self.maker else ""

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield from super().named_files()
        if self.maker:
            yield ("maker",), self.maker

    def mistakes(self, files: Mapping[str, bytes]) -> Iterator[tuple[Where, str]]:
        for number, case in enumerate(self.cases):
            if case.fresh and not self.maker:
                yield ("cases", number, "fresh"), "there is no maker that could make it"


def made(stage: Stage, planned: Planned, bench: Bench, shape: Callable[[Any], T]) -> T | None:
    """What the maker gives for this case, shaped by `shape`; None for a case that is written out.

    Raises AuthorFault, also where `shape` raises ValidationError.
    """
    case: Case = planned.case
    if not (stage.maker and case.fresh):
        return None
    seed = bench.seed_of(planned)
    with bench.author(stage.maker) as code:
        found = code.call(case.fresh, seed, case.given)
    try:
        return shape(found)
    except ValidationError as error:
        text, reason = one_line(values.written(found)), error.errors(include_url=False)[0]["msg"]
        raise AuthorFault(f"{stage.maker}: {case.fresh}({seed}, …) made no case: {text}: {reason}") from None
