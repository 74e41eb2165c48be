"""Make the folder of a new project."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from projects.folder import skeleton
from projects.folder.project import read_folder
from projects.folder.source import NAME, BadFolder


class Command(BaseCommand):
    help = "Makes a project folder that can be graded at once, and says what is still to be written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its name, as in addresses: bus-times")
        parser.add_argument("--kind", choices=skeleton.KINDS, required=True, help="of its first stage")
        parser.add_argument("--root", type=Path, default=settings.CURRICULUM_DIR)

    def handle(self, *, slug: str, kind: str, root: Path, **options: object) -> None:
        folder = root / slug
        if not re.fullmatch(NAME, slug):
            raise CommandError("A name has small letters, digits and single hyphens: bus-times.")
        try:
            skeleton.make(folder, kind)
            read_folder(folder)
        except FileExistsError:
            raise CommandError(f"{folder} is there already.") from None
        except BadFolder as mistake:
            raise CommandError(str(mistake)) from None
        for gap in skeleton.gaps(folder):
            self.stdout.write(f"{slug}/{gap}")
        self.stdout.write(f"Then: python manage.py check_curriculum {slug}    (docs/authoring.md)")
