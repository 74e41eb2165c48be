"""The proof that a task grades rightly: its reference passes, its wrong solutions fail where they should."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from projects.folder import skeleton

from .judges import metric
from .judges.stage import Planned
from .leaks import leaks
from .local_tree import read_tree
from .margin import with_time
from .mutants import record
from .mutants.record import Record
from .report import CaseResult, score
from .rude import offended
from .sandbox import Files
from .task import Task
from .trials import TRIES, Found, Trials, key, out_of_time
from .wrong import Wrong, full, read_wrong
from .yardstick import slowness

LEAST_CASES, LEAST_WRONG = 10, 6
BASELINES = ("trivial", "simple")  # of a scored task, laid over the reference, which is the good one
LEAST_LINES = 3  # of a task with scores, where each case is a line to reach: one for each of three baselines
HEADROOM = 3  # the time limit is at least this many times what the reference needs
FRESH_SEEDS = (2, 3, 4)  # besides that of all trials

Say = Callable[[str], None]


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
    mutants: Record | None = None  # of the last look; None before the first one

    @property
    def holds(self) -> bool:
        return not self.faults


def prove(
    folder: Path,
    trials: Trials,
    *,
    files: Sequence[str] = (),
    whole: bool = False,
    say: Say = lambda what: None,
    least: tuple[int, int] = (LEAST_CASES, LEAST_WRONG),
) -> Proof:
    """Grade the reference, which must hold `files`, and every wrong solution on the cases that it names.

    `whole` grades the wrong solutions on all cases, and throws every rude program at all that judges.
    `least`: cases and wrong solutions that there must be.
    Raises BadFolder or SandboxFault.
    """
    task = Task.from_folder(folder)
    reference = read_tree(folder / "reference")
    wrongs = list(read_wrong(folder, reference))
    lacking = [name for name in files if name not in reference]
    faults = [f"the reference lacks {name}, which project.yaml asks for" for name in lacking]
    faults += _too_little(task, wrongs, least)
    faults += skeleton.gaps(folder)
    leaking = list(_leaking(task))
    faults += leaking
    say("reference")
    limits = _limits(task)
    found = trials.found(task, reference, doubt=lambda case: _is_slow(case, limits))
    faults += _of_reference(found, limits)
    faults += _of_fresh(task, reference, trials)
    faults += offended(task, trials, whole=whole)
    caught = 0
    for wrong in wrongs:
        say(f"wrong/{wrong.name}")
        missed = list(_of_wrong(wrong, task, trials, whole=whole))
        caught += not missed
        faults += missed
    mutants = record.last(folder)
    faults += _unexplained(mutants)
    faults += _of_baselines(folder, task, reference, found, trials, say)
    measured = any(stage.kind == "metric" for stage in task.stages)
    return Proof(
        folder,
        tuple(faults),
        cases=len(found),
        wrong=len(wrongs),
        hidden=sum(planned.hidden for _, planned in _plan(task)),
        caught=caught,
        slowest=_slowest(found, limits),
        probed=not leaking if measured else None,
        mutants=mutants,
    )


def _unexplained(mutants: Record | None) -> Iterator[str]:
    for one in mutants.unexplained if mutants else ():
        yield (
            f"{record.FILE}: catch `{one.now}` in place of `{one.was}` ({one.file}:{one.line}) by a case, or"
            f" say in `why` that none can; below {record.EXPLAIN_BELOW:.0%} each survivor needs one"
        )


def _leaking(task: Task) -> Iterator[str]:
    for stage in task.stages:
        if isinstance(stage, metric.Stage):
            yield from (f"{stage.name}: {leak}" for leak in leaks(stage, task.files))


def _of_baselines(
    folder: Path, task: Task, reference: Files, good: Found, trials: Trials, say: Say
) -> Iterator[str]:
    """Of a scored task: guessing fails, the simple method just passes, the reference earns a bonus."""
    if not any(stage.kind == "metric" for stage in task.stages):
        return
    trees = {name: read_tree(folder / "baselines" / name) for name in BASELINES}
    found = {}
    for name, own in trees.items():
        say(f"baselines/{name}")
        found[name] = trials.found(task, {**reference, **own}, doubt=out_of_time)
    failed = {
        name: [one for one in cases.values() if one.is_needed and not one.passed]
        for name, cases in found.items()
    }
    if not failed["trivial"]:
        yield "baselines/trivial passes: the lines are too low"
    if failed["simple"]:
        yield f"baselines/simple fails {', '.join(map(_told, failed['simple']))}: the lines are too high"
    if (points := score(tuple(found["simple"].values()))) > 100:
        yield f"baselines/simple earns a bonus ({points} points), which is for a good method"
    if (points := score(tuple(good.values()))) <= 100:
        yield f"the reference earns no bonus ({points} points): it is the measured example of a good method"


def _slowest(found: Found, limits: dict[str, float]) -> Slowest | None:
    times = [Slowest(name, case.usage.cpu_ms, limits[name]) for name, case in found.items()]
    return max(times, key=lambda one: one.needs / one.limit, default=None)


def _limits(task: Task) -> dict[str, float]:
    """Milliseconds of computing time that each case may take."""
    return {f"{s.name}/{planned.name}": _cpu_limit(task, s, planned) * 1000 for s, planned in _plan(task)}


def steps(folder: Path) -> int:
    """How often `prove` says something: once for each solution that it grades."""
    return 1 + sum(path.is_dir() for name in ("wrong", "baselines") for path in (folder / name).glob("*"))


def _too_little(task: Task, wrongs: list[Wrong], at_least: tuple[int, int]) -> Iterator[str]:
    cases = [planned for _, planned in _plan(task) if planned.case]
    least = LEAST_LINES if any(stage.kind == "metric" for stage in task.stages) else at_least[0]
    if len(cases) < least:
        yield f"cases: {len(cases)}; write at least {least}"
    if not any(planned.hidden for planned in cases):
        yield "no case is hidden: answers could be written into the program"
    if len(wrongs) < at_least[1]:
        yield f"wrong solutions: {len(wrongs)}; write at least {at_least[1]}"


def _is_slow(case: CaseResult, limits: dict[str, float]) -> bool:
    """Of a busy machine the limit may ask for less headroom; how busy it is, is looked at only then."""
    asks, limit = case.usage.cpu_ms * HEADROOM, limits[key(case)]
    return out_of_time(case) or (asks > limit and asks > limit * slowness())


def _of_reference(found: Found, limits: dict[str, float]) -> Iterator[str]:
    for name, case in found.items():
        if not case.passed:
            yield f"the reference fails {_told(case)}"
        elif _is_slow(case, limits):
            yield f"{name}: {_tight(case.usage.cpu_ms, limits[name])}"


def _of_fresh(task: Task, reference: Files, trials: Trials) -> Iterator[str]:
    """Fresh cases are tried with some more seeds."""
    names = {f"{one.stage}/{one.name}" for _, one in _plan(task) if getattr(one.case, "fresh", None)}
    for seed in FRESH_SEEDS if names else ():
        for case in trials.found(task.only(names), reference, doubt=out_of_time, seed=seed).values():
            if not case.passed:
                yield f"the reference fails {_told(case)}, made from the seed {seed}"


def _tight(needs: float, limit: float) -> str:
    return (
        f"the reference needs {needs:.0f} ms of computing time at the best of {TRIES} tries, and may take"
        f" {limit:.0f} ms: allow at least {HEADROOM} times what it needs, {needs * HEADROOM:.0f} ms"
    )


def _of_wrong(wrong: Wrong, task: Task, trials: Trials, *, whole: bool) -> Iterator[str]:
    """It has more time than it may take: on a machine so much faster it must not turn out right."""
    limits = _limits(task)
    yield from (f"wrong/{wrong.name}: there is no case {name}" for name in sorted(wrong.named - set(limits)))
    must_fail, must_pass = (
        [full(name) for name in names if full(name) in limits]
        for names in (wrong.about.fails, wrong.about.passes)
    )
    found = trials.found(
        with_time(task if whole else task.only(wrong.named), trials.margin),
        wrong.tree,
        doubt=lambda case: key(case) in must_pass and _is_late(case, limits),
    )
    for name in must_fail:
        if found[name].passed:
            yield f"wrong/{wrong.name} {_not_caught(wrong, found[name], limits, trials.margin)}"
    for name in must_pass:
        if not (case := found[name]).passed:
            yield f"wrong/{wrong.name} must pass, and fails {_told(case)}"
        elif _is_late(case, limits):
            yield f"wrong/{wrong.name} must pass {name}, and is too slow ({_time(case, limits)})"


def _is_late(case: CaseResult, limits: dict[str, float]) -> bool:
    return out_of_time(case) or case.usage.cpu_ms > limits[key(case)]


def _not_caught(wrong: Wrong, case: CaseResult, limits: dict[str, float], margin: float) -> str:
    if _is_late(case, limits):
        return (
            f"is nearly fast enough for {key(case)} ({_time(case, limits)}): let it do so much that"
            f" {margin:g} times the limit is too little, or it passes on a faster machine"
        )
    beside = "" if wrong.changes else ": none of its files is called like one of the reference"
    return f"passes {key(case)}, which it must fail ({_time(case, limits)}){beside}"


def _time(case: CaseResult, limits: dict[str, float]) -> str:
    return f"{case.usage.cpu_ms:.0f} of {limits[key(case)]:.0f} ms"


def _plan(task: Task) -> Iterator[tuple[Any, Planned]]:
    for stage in task.stages:
        for planned in stage.plan():
            yield stage, planned


def _cpu_limit(task: Task, stage: Any, planned: Planned) -> float:
    return task.file.limits.changed(stage.limits, stage.nearer(planned)).cpu_seconds


def _told(case: CaseResult) -> str:
    return f"{key(case)}: {case.outcome}" + (f" ({case.message})" if case.message else "")
