"""Load the project folders into the site."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from academy import curriculum
from projects.folder.source import BadFolder


class Command(BaseCommand):
    help = "Loads every project folder; loading again changes only what the folders changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("root", nargs="?", type=Path, default=settings.CURRICULUM_DIR)

    def handle(self, *, root: Path, **options: object) -> None:
        try:
            projects = curriculum.load(root)
        except BadFolder as error:
            raise CommandError(
                f"{error}\nNothing was loaded. Mend this file and run the command again."
            ) from None
        for project in projects:
            self.stdout.write(f"{project.circle}  {project.slug}  {project.xp} XP")
        self.stdout.write(self.style.SUCCESS(f"{len(projects)} projects loaded."))
