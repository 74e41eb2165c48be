"""Prove project folders in the real sandbox."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from grader import images
from grader.proof import Proof, prove
from grader.sandbox import Engine, SandboxFault
from grader.task import Task
from peer_review.sheet_file import read_sheet
from projects.folder.project import read_folder
from projects.folder.source import BadFolder


class Command(BaseCommand):
    help = "Proves that each reference passes and each wrong solution fails where it should."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="project", help="default: all")
        parser.add_argument("--root", type=Path, default=settings.CURRICULUM_DIR)

    def handle(self, *, slugs: list[str], root: Path, **options: object) -> None:
        paths = [root / slug for slug in slugs] or sorted(p.parent for p in root.glob("*/project.yaml"))
        engine = Engine(boot="check", worker="check-curriculum")
        bad = [path.name for path in paths if not self._check(path, engine)]
        if bad:
            raise CommandError(f"Mend what is said above in: {', '.join(bad)}.")
        self.stdout.write(self.style.SUCCESS(f"{len(paths)} projects are proven."))

    def _check(self, path: Path, engine: Engine) -> bool:
        try:
            folder = read_folder(path)
            read_sheet(path / "sheet.yaml")
            images.build(Task.from_folder(path).image, self.stdout.write, engine.client)
            proof = prove(path, engine, files=folder.project.files)
        except (BadFolder, SandboxFault, images.ImageFault) as error:
            self.stdout.write(self.style.ERROR(f"{path.name}: {error}"))
            return False
        self._print(path.name, proof)
        return proof.holds

    def _print(self, name: str, proof: Proof) -> None:
        mark = self.style.SUCCESS("proven") if proof.holds else self.style.ERROR("not proven")
        self.stdout.write(f"{name}: {mark}, {proof.cases} cases, {proof.wrong} wrong solutions")
        for fault in proof.faults:
            self.stdout.write(f"  {fault}")
