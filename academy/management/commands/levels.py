"""Print how the level table follows from the calendar and the projects."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from academy.people.models import DEFAULT_LEVELS
from projects import pace, schedule
from projects.folder.project import ProjectFile, read_folder
from projects.schedule import Step

WAIT, PASSES = float(schedule.WAIT), f"{float(schedule.PASSES):.0%}"
ASSUMED = f"""\
A steady trainee works on one project at a time and passes at the first attempt. Optional projects and the
shorter of several tracks are not counted. A wait is {WAIT} hours from the hand-in to the last evaluation,
the longer of the medians of two seeds of 22 rehearsed weeks (docs/rehearsal.md), but not more than a day of
work, and counts as if all of it fell into hours of work. Waits overlap with the work on other projects of
the circle where `requires` allows it; what is left of them is "idle". "Evaluating" is being evaluated, and
evaluating as many others, within the wait. Windows are open when the trainee comes to them; mentors and
supervisors answer within the same wait. Only the column "with reworks" counts failures: {PASSES} of the
attempts pass there, as in a rehearsal, and each of the others costs {schedule.REWORK} hours and another
wait."""


class Command(BaseCommand):
    help = "Prints the weeks of a steady trainee, waits for evaluations included, and the level table."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--root", type=Path, default=settings.CURRICULUM_DIR)

    def handle(self, *, root: Path, **options: object) -> None:
        console = Console(file=self.stdout, highlight=False, width=120)  # type: ignore[arg-type]
        paths = sorted(path.parent for path in root.glob("*/project.yaml"))
        projects = sorted(
            (read_folder(path).project for path in paths), key=lambda one: (one.circle, one.position)
        )
        weeks = {
            circle: schedule.schedule(pace.mandatory(projects, circle.number), circle.hours_a_week)
            for circle in pace.CALENDAR
        }
        console.print(_projects(projects, [step for steps in weeks.values() for step in steps]))
        console.print(_calendar(weeks))
        console.print(ASSUMED)
        console.print(_levels())


def _projects(projects: list[ProjectFile], steps: list[Step]) -> Table:
    columns = ("circle", "project", "XP", "work", "evaluating", "wait", "begun", "handed in", "validated")
    shown = Table(*columns, title="Projects: hours of work, since the circle opened")
    planned = {step.project.slug: step for step in steps}
    for one in projects:
        step = planned.get(one.slug)
        name = one.slug if step else f"{one.slug} (not counted)"
        shown.add_row(str(one.circle), name, str(one.xp), str(one.hours), *(_moments(step) if step else ()))
    return shown


def _moments(step: Step) -> list[str]:
    return [
        _hours(each) for each in (step.evaluating, step.wait, step.begins, step.handed_in, step.validated)
    ]


def _calendar(weeks: dict[pace.Circle, list[Step]]) -> Table:
    columns = (
        "circle",
        "work",
        "evaluating",
        "idle",
        "needed",
        "calendar",
        "weeks",
        "of",
        "with reworks",
        "XP",
    )
    shown = Table(*columns, title="Calendar: hours of a steady trainee")
    for phase, circles in groupby(weeks, key=lambda circle: circle.phase):
        lines = [_counted(circle, weeks[circle]) for circle in circles]
        for circle, line in zip((one for one in weeks if one.phase == phase), lines, strict=True):
            shown.add_row(str(circle.number), *_told(line))
        shown.add_row(phase, *_told([sum(column) for column in zip(*lines, strict=True)]), style="bold")
        shown.add_section()
    return shown


def _counted(circle: pace.Circle, steps: list[Step]) -> list[Fraction]:
    work = Fraction(sum(step.project.hours for step in steps))
    evaluating = sum((step.evaluating for step in steps), Fraction(0))
    needed = schedule.length(steps)
    weeks, longer = needed / circle.hours_a_week, (needed + schedule.reworks(steps)) / circle.hours_a_week
    xp = Fraction(sum(step.project.xp for step in steps))
    return [
        *(work, evaluating, needed - work - evaluating, needed),
        *(circle.hours, weeks, circle.days / 7, longer, xp),
    ]


def _told(numbers: Iterable[Fraction]) -> list[str]:
    return [_hours(Fraction(number)) for number in numbers]


def _hours(number: Fraction) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _levels() -> Table:
    shown = Table("level", "day", "XP earned by then", "calculated", "committed", title="Levels")
    rows = zip(pace.LEVEL_DAYS, pace.table(), DEFAULT_LEVELS, strict=True)
    for level, (day, calculated, committed) in enumerate(rows):
        shown.add_row(*map(str, (level, day, pace.xp_on(day), calculated, committed)))
    return shown
