"""What a run found out: plain data that can be stored, shown and compared.

Every text that comes from the work under judgement has been made inert by `shown`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter

from .measure import Measure

Outcome = Literal[
    "passed",
    "wrong",  # it ended as it should, and its answer is another
    "exited",  # another exit status than expected
    "crashed",  # ended by a signal
    "raised",  # an exception instead of an answer
    "time_limit",
    "memory_limit",
    "output_limit",
    "missing",  # a file, program or function that should be there is not
    "protocol",  # it disturbed the talk between driver and judge
    "not_run",  # something before it went wrong
    "failed",  # how, is not for everybody: see audience.py
]
Level = Literal["outcome", "hint", "message", "everything"]  # of what an audience is shown
Verdict = Literal["passed", "failed"]
Which = Literal["all", "visible"]
BONUS = 25  # points above 100 that bonus cases can add


@dataclass(frozen=True)
class Said:
    """A sentence with its values apart, so that a page can translate it: `gettext(text) % values`.

    What an author says brings its translations along instead.
    """

    text: str
    values: dict[str, str | int | float]
    languages: dict[str, str] | None = None  # language → the whole sentence

    def __str__(self) -> str:
        return self.text % self.values


def say(text: str, **values: str | int | float) -> Said:
    """Mark an English sentence for translation; its message id is the text."""
    return Said(text, values)


def said_in(*, ko: str, en: str) -> Said:
    """A sentence that its author wrote in both languages."""
    return Said(en.replace("%", "%%"), {}, {"ko": ko, "en": en})


@dataclass(frozen=True)
class Usage:
    wall_ms: float = 0.0
    cpu_ms: float = 0.0
    peak_kb: int = 0
    processes: int = 0  # at once, threads too
    output_bytes: int = 0
    counted_by: str = "box"  # the peaks: see sandbox/ended.py


@dataclass(frozen=True)
class Detail:
    """One text to look at.

    `kind` is command, stdin, call, arguments, expected, got, difference,
    transcript, stderr or log; `name` is a file's.
    """

    kind: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class CaseResult:
    stage: str
    name: str
    outcome: Outcome
    hidden: bool = False
    bonus: bool = False
    mandatory: bool = True  # False: reported, but neither verdict nor score know it
    decides: bool = True  # False: it counts in the score, but the work passes without it
    weight: int = 1
    usage: Usage = Usage()
    message: Said | None = None
    hint: dict[str, str] | None = None  # language → what a trainee is told of a hidden case
    details: tuple[Detail, ...] = ()
    show: dict[str, Level] = field(default_factory=dict)  # audience → how much; see audience.py
    measure: Measure | None = None  # of a metric stage, with its first case

    @property
    def passed(self) -> bool:
        return self.outcome == "passed"

    @property
    def is_needed(self) -> bool:
        """Whether the work fails without it."""
        return self.mandatory and self.decides and not self.bonus

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = _CASE.dump_python(self, mode="json")
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "CaseResult":
        return _CASE.validate_python(data)


@dataclass(frozen=True)
class StageSummary:
    name: str
    kind: str
    title: dict[str, str]  # language → title
    mandatory: bool
    passed: int
    total: int
    outcome: Literal["passed", "failed", "not_run"]


@dataclass(frozen=True)
class Report:
    verdict: Verdict
    score: int  # 0..100, and up to 25 more for bonus cases
    which: Which  # a report of the visible cases alone decides nothing
    stages: tuple[StageSummary, ...]
    cases: tuple[CaseResult, ...]
    image_digest: str
    task_digest: str
    tree_digest: str
    seconds: float
    seed: int = 0  # what fresh cases were made from, so that the run can be repeated

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = _REPORT.dump_python(self, mode="json")
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Report":
        return _REPORT.validate_python(data)


_CASE = TypeAdapter(CaseResult)
_REPORT = TypeAdapter(Report)


def score(cases: tuple[CaseResult, ...]) -> int:
    """Points of a run. Rounded down, so that only a whole one is 100."""
    mandatory = [case for case in cases if case.mandatory and not case.bonus]
    points = 100 * _share(mandatory)
    if all(case.passed for case in mandatory):
        points += BONUS * _share([case for case in cases if case.bonus], empty=0.0)
    return int(points)


def _share(cases: list[CaseResult], *, empty: float = 1.0) -> float:
    total = sum(case.weight for case in cases)
    reached = sum(case.weight for case in cases if case.passed)
    return reached / total if total else empty
