"""Prove project folders in the real sandbox."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from grader import images
from grader.proof import Proof, prove, steps
from grader.sandbox import Engine, SandboxFault
from grader.task import Task
from grader.trials import Trials, Turns
from peer_review.sheet_file import read_sheet
from projects.folder.project import LANGUAGES, read_folder
from projects.folder.source import BadFolder


class Command(BaseCommand):
    help = "Proves that each reference passes and each wrong solution fails where it should."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="project", help="default: all")
        parser.add_argument("--root", type=Path, default=settings.CURRICULUM_DIR)
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="folders at once")
        parser.add_argument("--whole", action="store_true", help="grade wrong solutions on all cases")

    def handle(self, *, slugs: list[str], root: Path, jobs: int, whole: bool, **options: object) -> None:
        paths = [root / slug for slug in slugs] or sorted(p.parent for p in root.glob("*/project.yaml"))
        self.trials, self.whole = Trials(Engine(worker="check-curriculum"), Turns(jobs)), whole
        self.console = Console(file=self.stdout, highlight=False, width=130)  # type: ignore[arg-type]
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.console) as self.progress:
            self.bar = self.progress.add_task("", total=sum(map(steps, paths)))
            with ThreadPoolExecutor(max_workers=jobs) as pool:
                results = dict(zip(paths, pool.map(self._check, paths), strict=True))
        self._print(results)
        bad = [path.name for path, result in results.items() if isinstance(result, str) or not result.holds]
        if bad:
            raise CommandError(f"Mend what is said above in: {', '.join(bad)}.")
        self.stdout.write(self.style.SUCCESS(f"{len(paths)} projects are proven."))

    def _check(self, path: Path) -> Proof | str:
        """The proof, or why there can be none."""

        def say(what: str) -> None:
            self.progress.update(self.bar, description=f"{path.name}: {what}", advance=1)

        try:
            folder = read_folder(path)
            read_sheet(path / "sheet.yaml")
            for image in Task.from_folder(path).images:
                images.build(image, self.stdout.write, self.trials.engine.client)
            return prove(path, self.trials, files=folder.project.files, whole=self.whole, say=say)
        except (BadFolder, SandboxFault, images.ImageFault) as error:
            return str(error)

    def _print(self, results: dict[Path, Proof | str]) -> None:
        table = Table(
            "project", "cases", "hidden", "nearest to its limit", "wrong caught", "labels", "languages"
        )
        for path, result in results.items():
            table.add_row(path.name, *(["–"] * 6 if isinstance(result, str) else _row(result)))
        self.console.print(table)
        for path, result in results.items():
            for fault in [result] if isinstance(result, str) else result.faults:
                self.console.print(f"{path.name}: {fault}", markup=False)


def _row(proof: Proof) -> list[str]:
    slowest = proof.slowest
    time = f"{slowest.case} {slowest.needs:.0f} / {slowest.limit:.0f} ms" if slowest else "–"
    labels = "–" if proof.probed is None else "tight" if proof.probed else "leak"
    caught = f"{proof.caught} / {proof.wrong}"
    return [str(proof.cases), str(proof.hidden), time, caught, labels, " ".join(LANGUAGES)]
