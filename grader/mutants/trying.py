"""Lets the cases of a task judge mutants of its reference."""

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from grader.grading import CaseFinished, grade
from grader.local_tree import read_tree
from grader.report import CaseResult
from grader.sandbox import Engine, Files, SandboxFault
from grader.task import Task
from grader.trials import SEED, TRIES

from . import of_c, of_python, record
from .mutant import Mutant, mutants_of

LANGUAGES = {".py": of_python.variants, ".c": of_c.variants}

Told = Callable[[Mutant, bool], None]


@dataclass(frozen=True)
class Tried:
    made: int  # that there are, those included that do not compile
    left: int  # of these, in lines that hold a choice
    caught: int
    survivors: tuple[Mutant, ...]


def mutants(reference: Files) -> Iterator[Mutant]:
    """All of them, in the order of the files, without those that say no more than how a file is started.

    Tests that a project asks for are left as they are: they catch mistakes, as the cases do.
    """
    for name, (content, _) in sorted(reference.items()):
        if name.startswith("tests/"):
            continue
        for ending, variants in LANGUAGES.items():
            if name.endswith(ending):
                text = content.decode()
                found = mutants_of(name, text, variants(text))
                yield from (one for one in found if "__name__" not in one.was)


def without(choices: Collection[record.Choice], found: Iterable[Mutant]) -> list[Mutant]:
    """Those that are mistakes, and not just another choice."""
    chosen = {(one.file, one.line) for one in choices}
    return [one for one in found if (one.file, one.was) not in chosen]


def tried(
    task: Task,
    reference: Files,
    engine: Engine,
    *,
    seed: int,
    most: int,
    told: Told,
    choices: Collection[record.Choice] = (),
) -> Tried:
    """What becomes of `most` mutants that `seed` draws. Raises SandboxFault."""
    made = list(mutants(reference))
    drawn = without(choices, made)
    left = len(made) - len(drawn)
    random.Random(seed).shuffle(drawn)  # noqa: S311
    caught = 0
    survivors: list[Mutant] = []
    for mutant in drawn:
        if caught + len(survivors) == most:
            break
        tree = {**reference, mutant.file: (mutant.text.encode(), reference[mutant.file][1])}
        failed = _first_failure(task, tree, engine)
        if failed and _did_not_build(task, failed):
            continue
        if failed:
            caught += 1
        else:
            survivors.append(mutant)
        told(mutant, failed is not None)
    return Tried(len(made), left, caught, tuple(survivors))


def renew(folder: Path, engine: Engine, *, seed: int, most: int, told: Told) -> None:
    """Writes `mutants.yaml` anew. Raises BadFolder or SandboxFault."""
    before = record.last(folder)
    choices = before.choices if before else ()
    found = tried(
        Task.from_folder(folder),
        read_tree(folder / "reference"),
        engine,
        seed=seed,
        most=most,
        told=told,
        choices=choices,
    )
    survivors = tuple(
        record.Survivor(file=one.file, line=one.line, was=one.was, now=one.now) for one in found.survivors
    )
    record.write(
        folder,
        record.Record(
            date=datetime.now(UTC).date().isoformat(),
            tool=f"cosmic-ray {version('cosmic-ray')}",
            seed=seed,
            made=found.made,
            tried=found.caught + len(survivors),
            caught=found.caught,
            left=found.left,
            survivors=survivors,
            choices=choices,
        ),
    )


def _first_failure(task: Task, tree: Files, engine: Engine) -> CaseResult | None:
    for _ in range(TRIES - 1):
        with suppress(SandboxFault):
            return _judged(task, tree, engine)
    return _judged(task, tree, engine)


def _judged(task: Task, tree: Files, engine: Engine) -> CaseResult | None:
    for event in grade(task, tree, engine, seed=SEED):
        if isinstance(event, CaseFinished) and event.result.mandatory and not event.result.passed:
            return event.result
    return None


def _did_not_build(task: Task, failed: CaseResult) -> bool:
    kinds = {stage.name: stage.kind for stage in task.stages}
    return kinds[failed.stage] == "build" or failed.outcome == "not_run"
