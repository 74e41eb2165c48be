"""One case of a run in the words of a page."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from grader.report import CaseResult, Detail, Said

from . import differences

TITLES = {
    "command": _("Command"),
    "call": _("Call"),
    "arguments": _("Arguments afterwards"),
    "stdin": _("Input"),
    "transcript": _("Transcript"),
    "stderr": _("Error output"),
    "log": _("Output"),
    "got": _("Yours"),
    "expected": _("Expected"),
}
OUTCOMES = {
    "passed": _("Passed"),
    "wrong": _("Wrong answer"),
    "exited": _("Wrong exit status"),
    "crashed": _("Crashed"),
    "raised": _("Raised an exception"),
    "time_limit": _("Out of time"),
    "memory_limit": _("Out of memory"),
    "output_limit": _("Too much output"),
    "missing": _("Missing"),
    "protocol": _("Disturbed the judge"),
    "not_run": _("Not run"),
    "failed": _("Failed"),
}


@dataclass(frozen=True)
class Comparison:
    name: str
    lines: list[differences.Line]


@dataclass(frozen=True)
class Case:
    result: CaseResult

    @property
    def state(self) -> str:
        """passed, failed or not_run: the three shapes of a case."""
        outcome = self.result.outcome
        return outcome if outcome in ("passed", "not_run") else "failed"

    @property
    def outcome(self) -> str:
        return str(OUTCOMES[self.result.outcome])

    @property
    def message(self) -> str:
        return said(self.result.message) if self.result.message else ""

    @property
    def hint(self) -> str:
        return in_language(self.result.hint) if self.result.hint else ""

    @cached_property
    def details(self) -> list[tuple[str, Detail]]:
        """What stands on its own; expected and got are compared instead, where both are there."""
        alone = [d for d in self.result.details if d.kind in TITLES and not self._is_compared(d)]
        return [(str(TITLES[detail.kind]), detail) for detail in alone]

    @cached_property
    def comparisons(self) -> list[Comparison]:
        expected = {d.name: d.text for d in self.result.details if d.kind == "expected"}
        got = {d.name: d.text for d in self.result.details if d.kind == "got"}
        if self.result.passed:
            return []
        return [
            Comparison(name, differences.lines(expected[name], got[name])) for name in expected if name in got
        ]

    @property
    def megabytes(self) -> int:
        return self.result.usage.peak_kb >> 10

    @property
    def opens(self) -> bool:
        """Whether there is anything to see inside."""
        return bool(self.message or self.hint or self.details or self.comparisons)

    def _is_compared(self, detail: Detail) -> bool:
        return detail.kind in ("expected", "got") and any(c.name == detail.name for c in self.comparisons)


def said(sentence: Said) -> str:
    if sentence.languages:
        return in_language(sentence.languages)
    return gettext(sentence.text) % sentence.values


def in_language(texts: dict[str, str]) -> str:
    code = (get_language() or "ko")[:2]
    return texts.get(code) or next(iter(texts.values()), "")
