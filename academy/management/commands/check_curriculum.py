"""Prove project folders in the real sandbox."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from grader import images
from grader.exam_proof import exam_steps, prove_exam
from grader.mutants import record
from grader.mutants.mutant import Mutant
from grader.mutants.record import Record
from grader.proof import Proof, Say, prove, steps
from grader.sandbox import Engine, SandboxFault
from grader.task import Task
from grader.trials import MARGIN, Trials, Turns
from peer_review.sheet_file import read_sheet
from projects.folder.exam import Exam, read_exercises
from projects.folder.project import LANGUAGES, read_folder
from projects.folder.source import BadFolder

COLUMNS = (
    "project",
    "cases (hidden)",
    "reference time / limit",
    "wrong caught / planted",
    "mutants caught",
    "languages",
    "leak probe",
)


class Command(BaseCommand):
    help = "Proves that each reference passes and each wrong solution fails where it should."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="project", help="default: all")
        parser.add_argument("--root", type=Path, default=settings.CURRICULUM_DIR)
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="folders at once")
        parser.add_argument(
            "--margin",
            type=float,
            default=MARGIN,
            help="times the limit that is still too little for slow wrong solutions",
        )
        parser.add_argument("--whole", action="store_true", help="grade wrong solutions on all cases")
        parser.add_argument(
            "--mutants",
            action="store_true",
            help="first write mutants.yaml anew, with the tools of developers",
        )
        parser.add_argument("--most", type=int, default=40, help="mutants of each folder")
        parser.add_argument("--seed", type=int, default=1, help="draws the mutants")

    def handle(self, *, slugs: list[str], root: Path, jobs: int, **options: Any) -> None:
        self.options = options
        paths = [root / slug for slug in slugs] or sorted(p.parent for p in root.glob("*/project.yaml"))
        self.trials = Trials(Engine(worker="check-curriculum"), Turns(jobs), options["margin"])
        self.console = Console(file=self.stdout, highlight=False, width=130)  # type: ignore[arg-type]
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.console) as self.progress:
            self.bar = self.progress.add_task("", total=sum(map(_steps, paths)))
            with ThreadPoolExecutor(max_workers=jobs) as pool:
                results = dict(zip(paths, pool.map(self._check, paths), strict=True))
        self._print(results)
        bad = [path.name for path, result in results.items() if isinstance(result, str) or not result.holds]
        if bad:
            raise CommandError(f"Mend what is said above in: {', '.join(bad)}.")
        self.stdout.write(self.style.SUCCESS(f"Projects proven: {len(paths)}."))

    def _check(self, path: Path) -> Proof | str:
        """The proof, or why there can be none."""

        def say(what: str) -> None:
            self.progress.update(self.bar, description=f"{path.name}: {what}", advance=1)

        try:
            folder = read_folder(path)
            if folder.project.evaluations.count:
                read_sheet(path / "sheet.yaml")
            if folder.project.exam:
                return self._check_exam(path, folder.project.exam, say)
            self._build(path)
            if self.options["mutants"]:
                self._renew_mutants(path)
            return prove(path, self.trials, files=folder.project.files, whole=self.options["whole"], say=say)
        except (BadFolder, SandboxFault, images.ImageFault) as error:
            return str(error)

    def _renew_mutants(self, path: Path) -> None:
        from grader.mutants import trying  # needs what only developers install

        def told(mutant: Mutant, caught: bool) -> None:
            self.progress.update(self.bar, description=f"{path.name}: {mutant.file}:{mutant.line}")
            if not caught:
                line = f"{path.name}: {mutant.file}:{mutant.line} survives: {mutant.was} → {mutant.now}"
                self.console.print(line, markup=False)

        most, seed = self.options["most"], self.options["seed"]
        trying.renew(path, self.trials.engine, seed=seed, most=most, told=told)

    def _check_exam(self, path: Path, exam: Exam, say: Say) -> Proof:
        exercises = read_exercises(path, exam)
        for one in exercises.values():
            self._build(one.path)
            if self.options["mutants"]:
                self._renew_mutants(one.path)
        return prove_exam(path, exercises, self.trials, whole=self.options["whole"], say=say)

    def _build(self, path: Path) -> None:
        for image in Task.from_folder(path).images:
            images.build(image, self.stdout.write, self.trials.engine.client)

    def _print(self, results: dict[Path, Proof | str]) -> None:
        table = Table(*(Column(name, overflow="fold") for name in COLUMNS))
        for path, result in results.items():
            table.add_row(
                path.name, *(["–"] * (len(COLUMNS) - 1) if isinstance(result, str) else _row(result))
            )
        self.console.print(table)
        self.console.print(_all_mutants(results.values()), markup=False)
        for path, result in results.items():
            for fault in [result] if isinstance(result, str) else result.faults:
                self.console.print(f"{path.name}: {fault}", markup=False)


def _steps(path: Path) -> int:
    return exam_steps(path) or steps(path)


def _row(proof: Proof) -> list[str]:
    slowest = proof.slowest
    time = f"{slowest.case} {slowest.needs:.0f} / {slowest.limit:.0f} ms" if slowest else "–"
    leaks = "–" if proof.probed is None else "tight" if proof.probed else "leak"
    cases, caught = f"{proof.cases} ({proof.hidden})", f"{proof.caught} / {proof.wrong}"
    return [cases, time, caught, _mutants(proof.mutants), " ".join(LANGUAGES), leaks]


def _mutants(last: Record | None) -> str:
    """Nobody has looked, or there is nothing in which to make mistakes, or what was found."""
    if last is None:
        return "not looked for"
    return str(last) if last.made else "none: neither Python nor C"


def _all_mutants(results: Iterable[Proof | str]) -> str:
    """The share of the curriculum that holds according to the last looks, and whether it is enough."""
    records = [one.mutants for one in results if not isinstance(one, str) and one.mutants]
    tried, caught = sum(one.tried for one in records), sum(one.caught for one in records)
    if not tried:
        return ""
    word = "at least" if caught / tried >= record.ENOUGH else "LESS than"
    return (
        f"Mutants: {caught} / {tried} = {caught / tried:.1%} caught, {word} the {record.ENOUGH:.0%} aimed at."
    )
