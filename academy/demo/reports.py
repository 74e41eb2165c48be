"""What the grader says about a solution, made from the cases of its folder by the grader's own report code.

Nothing is run: a solution fails the cases that its `wrong.yaml` names, and passes the others. Grading every
hand-in of five months in boxes would take days.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from grader import grading
from grader.judges import build, io, metric, style
from grader.judges.stage import Planned
from grader.measure import Measure
from grader.report import CaseResult, Detail, Report, Usage, Which
from grader.report import say as _
from grader.shown import difference
from grader.task import Task

from .solutions import Shelf, Solution

ENDED = "It ended with status %(got)s, not %(expected)s."
OTHER_DIGITS = str.maketrans("0123456789", "1234567890")
IMAGE = "sha256:" + "d" * 64
SHARE_FAILED = 0.15  # of the hidden cases that a wrong solution fails besides those that its author names
MILLISECONDS = {"style": 90.0, "build": 700.0, "io": 60.0, "call": 35.0, "metric": 2600.0}


@dataclass(frozen=True)
class Found:
    """The results of one run, in the order of its task."""

    report: Report
    rows: tuple[dict[str, Any], ...]  # of its cases
    measure: Measure | None


@lru_cache(maxsize=4000)
def found(shelf: Shelf, solution: Solution, which: Which, seed: int) -> Found:
    """The same again for the same seed."""
    rng = np.random.default_rng([seed, len(solution.name), solution.size])
    wrong = solution in shelf.wrong
    cases = [
        _case(shelf.task, stage, one, solution, wrong=wrong, rng=rng)
        for stage, one in _plan(shelf.task, which)
    ]
    seconds = 1.2 + sum(case.usage.wall_ms for case in cases) / 1000
    tree = hashlib.sha256(solution.digest.encode()).hexdigest()
    report = grading.report_of(shelf.task, cases, which=which, image=IMAGE, tree=tree, seconds=seconds)
    measure = next((case.measure for case in cases if case.measure), None)
    return Found(report, tuple(case.to_json() for case in cases), measure)


def _plan(task: Task, which: Which) -> list[tuple[Any, Planned]]:
    of_task = task.file.show
    return [
        (stage, replace(one, show=replace(one.show or of_task, attempts=of_task.attempts)))
        for stage in task.stages
        for one in stage.plan()
        if which == "all" or not one.hidden
    ]


def _case(
    task: Task, stage: Any, one: Planned, solution: Solution, *, wrong: bool, rng: np.random.Generator
) -> CaseResult:
    fails = f"{one.stage}/{one.name}" in solution.fails
    also = wrong and one.hidden and one.case is not None and rng.random() < SHARE_FAILED
    passed = not (fails or also)
    usage = _usage(stage, task, rng)
    if isinstance(stage, metric.Stage) and one.case is not None:
        return replace(_measured(stage, one, solution, passed=passed, rng=rng), usage=usage)
    if passed:
        return replace(one.result("passed"), usage=usage)
    return replace(_failed(stage, one, rng), usage=usage)


def _usage(stage: Any, task: Task, rng: np.random.Generator) -> Usage:
    wall = MILLISECONDS.get(stage.kind, 250.0) * float(rng.lognormal(0, 0.3))
    memory = min(task.file.limits.memory_mb << 9, int(9000 * rng.lognormal(0, 0.2)))
    return Usage(
        round(wall, 1), round(wall * 0.8, 1), memory, int(rng.integers(1, 3)), int(rng.integers(900))
    )


def _failed(stage: Any, one: Planned, rng: np.random.Generator) -> CaseResult:
    if isinstance(stage, style.Stage | build.Stage):
        return one.result(
            "exited", message=_("It ended with status %(got)s, not %(expected)s.", got=1, expected=0)
        )
    expected = getattr(one.case, "expect", None) if isinstance(stage, io.Stage) else None
    if not isinstance(expected, str) or not expected:
        return one.result("wrong")
    got = _nearly(expected, rng)
    details = (
        Detail("command", " ".join([*stage.command, *one.case.args])),
        Detail("expected", expected, "stdout"),
        Detail("got", got, "stdout"),
        Detail("difference", difference(expected, got), "stdout"),
    )
    return one.result("wrong", details=details)


def _nearly(text: str, rng: np.random.Generator) -> str:
    """Other digits, a lost last line, or white space at the end."""
    lines = text.split("\n")
    kind = rng.integers(3)
    if kind == 0 and any(letter.isdigit() for letter in text):
        return "".join(
            str((int(letter) + 1) % 10) if letter.isdecimal() and letter.isascii() else letter
            for letter in text
        )
    if kind == 1 and len(lines) > 2:
        return "\n".join(lines[:-2]) + "\n"
    return "\n".join([*lines[:1], *lines[1:]]).rstrip("\n") + " \n"


def _measured(
    stage: metric.Stage, one: Planned, solution: Solution, *, passed: bool, rng: np.random.Generator
) -> CaseResult:
    """A score a few steps above or below the line of this case; the first one tells that of the whole."""
    ruler = stage.ruler(one.case)
    away = int(rng.integers(0, 6)) if passed else -int(rng.integers(1, 9))
    value = one.case.at + (away if ruler.greater else -away) * ruler.step
    result = one.result("passed" if passed else "wrong", message=ruler.said(value))
    if one.case is not stage.cases[0]:
        return result
    return replace(result, measure=_overall(stage, solution, away, rng))


def _overall(stage: metric.Stage, solution: Solution, away: int, rng: np.random.Generator) -> Measure | None:
    overall = stage.overall
    of_all = [case for case in stage.cases if case.scorer is None and not case.groups]
    if not of_all:
        return None
    reached = [case for case in of_all if f"{stage.name}/{case.name}" not in solution.fails]
    lines = [case.at for case in reached or of_all]
    sign = 1 if overall.greater else -1
    best = max(lines) if overall.greater else min(lines)
    public = best + sign * 2 * away * overall.step
    private = public - sign * int(rng.integers(-2, 5)) * overall.step
    return Measure(overall.scorer, overall.step, overall.greater, public, private)
