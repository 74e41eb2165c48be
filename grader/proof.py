"""The proof that a task grades rightly: its reference passes, its wrong solutions fail where they should."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from projects.folder.project import PathName
from projects.folder.source import BadFolder, Bilingual, Written, read

from .grading import Finished, grade
from .judges import metric
from .judges.stage import Planned
from .leaks import leaks
from .local_tree import read_tree
from .report import CaseResult, Report
from .sandbox import Engine, Files, SandboxFault
from .task import Task

LEAST_CASES, LEAST_WRONG = 10, 6
BASELINES = ("trivial", "simple")  # of a scored task, laid over the reference, which is the good one
LEAST_LINES = 3  # of a task with scores, where each case is a line to reach: one for each of three baselines
HEADROOM = 3  # the time limit is at least this many times what the reference needs

Say = Callable[[str], None]


class WrongFile(Written):
    """`wrong.yaml`: why a solution is wrong, and where that must show."""

    why: Bilingual
    fails: Annotated[tuple[str, ...], Field(min_length=1)]  # stage/case
    passes: tuple[str, ...] = ()
    removes: tuple[PathName, ...] = ()  # files of the reference that this solution has not got


@dataclass(frozen=True)
class Wrong:
    name: str
    about: WrongFile
    tree: Files


@dataclass(frozen=True)
class Slowest:
    """The case of the reference that comes nearest to its limit; times in milliseconds of computing."""

    case: str
    needs: float
    limit: float


@dataclass(frozen=True)
class Proof:
    """What has to be mended before the folder can be used; nothing when the proof holds."""

    folder: Path
    faults: tuple[str, ...]
    cases: int
    wrong: int
    hidden: int = 0
    caught: int = 0  # wrong solutions that fail wherever they must
    slowest: Slowest | None = None
    probed: bool | None = None  # labels give nothing away; None where there are none

    @property
    def holds(self) -> bool:
        return not self.faults


def prove(folder: Path, engine: Engine, *, files: Sequence[str] = (), say: Say = lambda what: None) -> Proof:
    """Grade the reference, which must hold `files`, and every wrong solution.

    Raises BadFolder or SandboxFault.
    """
    task = Task.from_folder(folder)
    reference = read_tree(folder / "reference")
    wrongs = list(read_wrong(folder, reference))
    lacking = [name for name in files if name not in reference]
    faults = [f"the reference lacks {name}, which project.yaml asks for" for name in lacking]
    faults += _too_little(task, wrongs)
    leaking = list(_leaking(task))
    faults += leaking
    say("reference")
    report = _graded(task, reference, engine)
    faults += _of_reference(task, report)
    caught = 0
    for wrong in wrongs:
        say(f"wrong/{wrong.name}")
        missed = list(_of_wrong(wrong, _graded(task, wrong.tree, engine)))
        caught += not missed
        faults += missed
    faults += _of_baselines(folder, task, reference, report, engine, say)
    measured = any(stage.kind == "metric" for stage in task.stages)
    return Proof(
        folder,
        tuple(faults),
        cases=len(report.cases),
        wrong=len(wrongs),
        hidden=sum(planned.hidden for _, planned in _plan(task)),
        caught=caught,
        slowest=_slowest(task, report),
        probed=not leaking if measured else None,
    )


def _leaking(task: Task) -> Iterator[str]:
    for stage in task.stages:
        if isinstance(stage, metric.Stage):
            yield from (f"{stage.name}: {leak}" for leak in leaks(stage, task.files))


def _of_baselines(
    folder: Path, task: Task, reference: Files, good: Report, engine: Engine, say: Say
) -> Iterator[str]:
    """Of a scored task: guessing fails, the simple method just passes, the reference earns a bonus."""
    if not any(stage.kind == "metric" for stage in task.stages):
        return
    trees = {name: read_tree(folder / "baselines" / name) for name in BASELINES}
    reports = {}
    for name, own in trees.items():
        say(f"baselines/{name}")
        reports[name] = _graded(task, {**reference, **own}, engine)
    if reports["trivial"].verdict == "passed":
        yield "baselines/trivial passes: the lines are too low"
    if reports["simple"].verdict != "passed":
        yield "baselines/simple fails: the lines are too high"
    if reports["simple"].score > 100:
        yield "baselines/simple earns a bonus, which is for a good method"
    if good.score <= 100:
        yield "the reference earns no bonus: it is the measured example of a good method"


def _slowest(task: Task, report: Report) -> Slowest | None:
    limits = _limits(task)
    times = [Slowest(_key(case), case.usage.cpu_ms, limits[case.stage, case.name]) for case in report.cases]
    return max(times, key=lambda one: one.needs / one.limit, default=None)


def _limits(task: Task) -> dict[tuple[str, str], float]:
    """Milliseconds of computing time that each case may take."""
    return {(s.name, planned.name): _cpu_limit(task, s, planned) * 1000 for s, planned in _plan(task)}


def steps(folder: Path) -> int:
    """How often `prove` says something: once for each solution that it grades."""
    return 1 + sum(path.is_dir() for name in ("wrong", "baselines") for path in (folder / name).glob("*"))


def read_wrong(folder: Path, reference: Files) -> Iterator[Wrong]:
    """The wrong solutions, each laid over the reference. Raises BadFolder."""
    for path in sorted((folder / "wrong").glob("*")):
        if not path.is_dir():
            raise BadFolder(path, 0, "wrong/ holds one folder per wrong solution and nothing else")
        about = read(path / "wrong.yaml", WrongFile)
        tree = {name: file for name, file in reference.items() if name not in about.removes}
        own = {name: file for name, file in read_tree(path).items() if name != "wrong.yaml"}
        if tree | own == reference:
            raise BadFolder(path, 0, "it does not differ from the reference")
        yield Wrong(path.name, about, tree | own)


def _too_little(task: Task, wrongs: list[Wrong]) -> Iterator[str]:
    cases = [planned for _, planned in _plan(task) if planned.case]
    least = LEAST_LINES if any(stage.kind == "metric" for stage in task.stages) else LEAST_CASES
    if len(cases) < least:
        yield f"there are {len(cases)} cases; write at least {least}"
    if not any(planned.hidden for planned in cases):
        yield "no case is hidden: answers could be written into the program"
    if len(wrongs) < LEAST_WRONG:
        yield f"there are {len(wrongs)} wrong solutions; write at least {LEAST_WRONG}"


def _of_reference(task: Task, report: Report) -> Iterator[str]:
    limits = _limits(task)
    for case in report.cases:
        if not case.passed:
            yield f"the reference fails {_key(case)}: {case.outcome}{_reason(case)}"
        elif case.usage.cpu_ms * HEADROOM > limits[case.stage, case.name]:
            yield (
                f"{_key(case)}: the reference needs {case.usage.cpu_ms:.0f} ms of computing time;"
                f" allow at least {HEADROOM} times that"
            )


def _of_wrong(wrong: Wrong, report: Report) -> Iterator[str]:
    found = {_key(case): case for case in report.cases}
    for name in (*wrong.about.fails, *wrong.about.passes):
        if _full(name) not in found:
            yield f"wrong/{wrong.name}: there is no case {name}"
    for name in wrong.about.fails:
        if (case := found.get(_full(name))) and case.passed:
            yield f"wrong/{wrong.name} passes {name}, which it must fail"
    for name in wrong.about.passes:
        if (case := found.get(_full(name))) and not case.passed:
            yield f"wrong/{wrong.name} fails {name}, which it must pass: {case.outcome}{_reason(case)}"


def _plan(task: Task) -> Iterator[tuple[Any, Planned]]:
    for stage in task.stages:
        for planned in stage.plan():
            yield stage, planned


def _cpu_limit(task: Task, stage: Any, planned: Planned) -> float:
    nearer = planned.case.limits if planned.case else None
    return task.file.limits.changed(stage.limits, nearer).cpu_seconds


def _graded(task: Task, tree: Files, engine: Engine) -> Report:
    for event in grade(task, tree, engine):
        if isinstance(event, Finished):
            return event.report
    raise SandboxFault("The judge ended without a report.")


def _key(case: CaseResult) -> str:
    return f"{case.stage}/{case.name}"


def _full(name: str) -> str:
    """A stage without cases of its own may be called by its name alone."""
    return name if "/" in name else f"{name}/{name}"


def _reason(case: CaseResult) -> str:
    return f" ({case.message})" if case.message else ""
