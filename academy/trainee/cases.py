"""One case of a run in the words of a page."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from grader.judges.stage import Limits
from grader.report import CaseResult, Detail, Said

from . import differences

TIGHT = 80  # percent of a limit: the page says that it was close
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
class Meter:
    """What a case used, against its limit."""

    label: str
    value: str
    most: str = ""  # empty where no limit is known
    percent: int = 0

    @property
    def is_tight(self) -> bool:
        return self.percent >= TIGHT


@dataclass(frozen=True)
class Case:
    result: CaseResult
    limits: Limits | None = None

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

    @cached_property
    def meters(self) -> list[Meter]:
        """By the clock, of the processor, of the memory; nothing of a case whose use is not told."""
        used = self.result.usage
        wall, cpu, memory = _most(self.limits) if self.limits else (0.0, 0.0, 0.0)
        found = [
            _meter(_("By the clock"), used.wall_ms, wall, _time),
            _meter(_("CPU"), used.cpu_ms, cpu, _time),
            _meter(_("Memory"), used.peak_kb / 1024, memory, _megabytes),
        ]
        return [meter for meter in found if meter]

    @property
    def opens(self) -> bool:
        """Whether there is anything to see inside."""
        return bool(self.message or self.hint or self.details or self.comparisons)

    def _is_compared(self, detail: Detail) -> bool:
        return detail.kind in ("expected", "got") and any(c.name == detail.name for c in self.comparisons)


def _most(limits: Limits) -> tuple[float, float, float]:
    """Milliseconds by the clock and of the processor, megabytes."""
    run = limits.of_run()
    return run.wall_seconds * 1000, run.cpu_seconds * 1000, limits.memory_mb


def _meter(label: Any, used: float, most: float, words: Callable[[float], str]) -> Meter | None:
    if not used:
        return None
    if not most:
        return Meter(str(label), words(used))
    return Meter(str(label), words(used), words(most), min(100, math.ceil(100 * used / most)))


def _time(milliseconds: float) -> str:
    if milliseconds < 1000:
        return gettext("%(number)d ms") % {"number": milliseconds}
    return gettext("%(number)s s") % {"number": number_format(round(milliseconds / 1000, 1))}


def _megabytes(megabytes: float) -> str:
    return gettext("%(number)d MB") % {"number": math.ceil(megabytes)}


def said(sentence: Said) -> str:
    if sentence.languages:
        return in_language(sentence.languages)
    return gettext(sentence.text) % sentence.values


def in_language(texts: dict[str, str]) -> str:
    code = (get_language() or "ko")[:2]
    return texts.get(code) or next(iter(texts.values()), "")
