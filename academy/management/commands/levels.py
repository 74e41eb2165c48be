"""Print how the level table follows from the calendar and the projects."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from academy.people.models import DEFAULT_LEVELS
from projects import pace
from projects.folder.project import ProjectFile, read_folder


class Command(BaseCommand):
    help = "Prints XP and hours of each project, the calendar of a steady trainee, and the level table."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--root", type=Path, default=settings.CURRICULUM_DIR)

    def handle(self, *, root: Path, **options: object) -> None:
        self.console = Console(file=self.stdout, highlight=False, width=110)  # type: ignore[arg-type]
        paths = sorted(path.parent for path in root.glob("*/project.yaml"))
        projects = sorted(
            (read_folder(path).project for path in paths), key=lambda one: (one.circle, one.position)
        )
        self.console.print(_projects(projects))
        self.console.print(_calendar(projects))
        self.console.print(_levels())


def _projects(projects: list[ProjectFile]) -> Table:
    shown = Table("circle", "project", "XP", "hours", title="Projects")
    for one in projects:
        name = one.slug if one.mandatory else f"{one.slug} (optional)"
        shown.add_row(str(one.circle), name, str(one.xp), str(one.hours))
    return shown


def _calendar(projects: list[ProjectFile]) -> Table:
    columns = ("circle", "phase", "until day", "hours", "of folders", "XP planned", "of folders")
    shown = Table(*columns, title="Calendar")
    for circle, end in zip(pace.CALENDAR, pace.ends(), strict=True):
        there = pace.mandatory_xp(projects, circle.number)
        hours, asked = f"{float(circle.hours):.0f}", str(circle.xp)
        needed = str(pace.mandatory_hours(projects, circle.number))
        shown.add_row(str(circle.number), circle.phase, str(end), hours, needed, asked, str(there))
    return shown


def _levels() -> Table:
    shown = Table("level", "day", "XP earned by then", "calculated", "committed", title="Levels")
    rows = zip(pace.LEVEL_DAYS, pace.table(), DEFAULT_LEVELS, strict=True)
    for level, (day, calculated, committed) in enumerate(rows):
        shown.add_row(*map(str, (level, day, pace.xp_on(day), calculated, committed)))
    return shown
