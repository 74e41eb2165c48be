"""Who may see what of a result. Pages, the API and the command line all ask here, and nowhere else.

The author of a task says how much each audience is shown (`show` in grading.yaml, of the task, a stage or a
case). Of a hidden case nobody but staff ever learns more than whether it passed, and the author's hint.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal, get_args

from pydantic import ConfigDict, Field

from .report import CaseResult, Level, Report, Usage

Audience = Literal["during", "after", "past_limit", "staff"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
LEVELS: tuple[Level, ...] = get_args(Level)  # each shows what the one before it shows, and more


@dataclass(frozen=True)
class Show:
    """How much a trainee is shown: while the attempt goes on, after it ended, past the limit of attempts."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    during: Level = "everything"
    after: Level = "everything"
    past_limit: Level = "outcome"
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None  # the limit; None: there is none

    def levels(self) -> dict[str, Level]:
        return {"during": self.during, "after": self.after, "past_limit": self.past_limit}


def audience(*, staff: bool, ended: bool, attempt: int, limit: int | None) -> Audience:
    """The audience of somebody who looks at a result of the attempt with this number."""
    if staff:
        return "staff"
    if limit is not None and attempt > limit:
        return "past_limit"
    return "after" if ended else "during"


def seen(result: CaseResult, by: Audience) -> CaseResult:
    """The result with nothing in it that `by` may not know."""
    if by == "staff":
        return result
    level = _level(result, by)
    told = replace(result, measure=result.measure.for_trainee() if result.measure else None)
    if level == "everything":
        return told
    told = replace(told, details=(), usage=Usage(), show={})
    if level != "message":
        told = replace(told, message=None, measure=None, outcome=_pass_or_fail(result))
    return replace(told, hint=None) if level == "outcome" or result.passed else told


def may_watch(hidden: bool, show: Show | None) -> bool:
    """Whether what a program writes may be shown while it runs, to whoever looks on."""
    show = show or Show()
    levels = {show.during, show.after} | ({show.past_limit} if show.attempts else set())
    return not hidden and levels == {"everything"}


def seen_report(report: Report, by: Audience) -> Report:
    told = replace(report, cases=tuple(seen(case, by) for case in report.cases))
    return told if by == "staff" else replace(told, seed=0)


def _level(result: CaseResult, by: Audience) -> Level:
    allowed: Mapping[str, Level] = result.show
    level = allowed.get(by, "everything")
    ceiling: Level = "hint" if result.hidden else "everything"
    return min(level, ceiling, key=LEVELS.index)


def _pass_or_fail(result: CaseResult) -> Literal["passed", "failed", "not_run"]:
    """How a program failed could carry out what it was given, so not even that is told."""
    if result.outcome == "not_run":
        return "not_run"
    return "passed" if result.passed else "failed"
