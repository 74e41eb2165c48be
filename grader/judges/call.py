"""`call`: functions and methods of a module are called, and what they return is compared as plain data.

Each case gets an interpreter of its own, so that none can disturb the next.
"""

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from grader.report import CaseResult, Detail
from grader.report import say as _
from grader.sandbox import Files
from grader.shown import one_line

from . import fresh
from .answers import MOST_SHOWN, Found, of_call, of_import
from .bench import Bench, stderr_detail, stopped
from .driver import Disturbed, Driver, Silent
from .stage import Planned, Where, WorkPath
from .steps import Arguments, MadeSteps, Step, gathered


class Case(fresh.Case):
    """One call, written out in the case itself, or several `steps` on one fresh state of the module."""

    made_with: Arguments = Field(alias="construct", default=Arguments())  # for the objects of all classes
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=100)]

    @model_validator(mode="before")
    @classmethod
    def gather_step(cls, data: Any) -> Any:
        return gathered(data, Step)

    @model_validator(mode="after")
    def check_expectation(self) -> Self:
        if not self.fresh and not any(step.expects or step.unchanged for step in self.steps):
            raise ValueError("the case expects nothing")
        return self

    def left_to_the_maker(self) -> Set[str]:
        return {"steps"} if len(self.steps) > 1 else self.steps[0].expects

    def made_anew(self, found: Any) -> tuple[Self, Files]:
        """What the maker made, on what is written for all of it, and its files. Raises ValidationError."""
        made = MadeSteps.model_validate(found)
        steps = tuple(step.laid_over(self.steps[0]) for step in made.steps)
        return self.model_copy(update={"steps": steps}), fresh.as_files(made.files)

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield from super().named_files()
        for number, step in enumerate(self.steps):
            if step.expect_file:
                yield ("steps", number, "expect_file"), step.expect_file


class Stage(fresh.Stage):
    kind: Literal["call"]
    language: Literal["python"]
    module: WorkPath
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=300)]

    def mistakes(self, files: Mapping[str, bytes]) -> Iterator[tuple[Where, str]]:
        yield from super().mistakes(files)
        for number, case in enumerate(self.cases):
            for place, step in enumerate(case.steps):
                if step.expect_file and not _is_json(files[step.expect_file]):
                    yield ("cases", number, "steps", place, "expect_file"), "the file is no JSON"


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    for one in planned:
        if stage.module in bench.tree:
            yield _judge_case(stage, one, bench)
        else:
            yield one.result("missing", message=_("%(path)s is not in the hand-in.", path=stage.module))


def _judge_case(stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    case: Case = planned.case
    given = bench.given(case.files)
    if new := fresh.made(stage, planned, bench, case.made_anew):
        case = new[0]
        given |= new[1]
    bench.box.back()
    bench.box.put(given)
    limits = bench.limits_for(stage, case.limits)
    driver = Driver(bench, limits)
    asked: list[Detail] = []
    try:
        found = _talk(stage, case, driver, bench, asked)
    except Disturbed:
        found = Found("protocol", _("The program disturbed the talk between the grader and its functions."))
    except Silent:
        ended = driver.wait()
        details = (*asked, *stderr_detail(ended))
        message = _("The program ended before it answered.")
        return stopped(planned, ended, limits, details) or planned.result(
            "exited", message=message, details=details, ended=ended
        )
    ended = driver.stop()
    details = (*asked, *found.details, *stderr_detail(ended))
    return planned.result(found.outcome, message=found.message, details=details, ended=ended)


def _talk(stage: Stage, case: Case, driver: Driver, bench: Bench, asked: list[Detail]) -> Found:
    """Ask step by step until one goes wrong. Raises Disturbed or Silent."""
    found = of_import(driver.ask({"do": "import", "path": f"/work/{stage.module}"}), stage.module)
    for step in case.steps:
        if found.outcome != "passed":
            break
        asked += found.details
        asked.append(Detail("call", one_line(f"{step.call}({step.written()})", most=MOST_SHOWN)))
        found = of_call(driver.ask(step.question(case.made_with)), step, bench.files)
    return found
