"""Live through a cohort's months with given rules before it opens, beside 42's plain rule."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from academy.people.models import Cohort
from academy.rehearsal import told
from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.drawn import Picture
from academy.rehearsal.measures import SoFar
from academy.rehearsal.play import PLAIN, Script
from academy.rehearsal.runner import RehearsalFailed, run_all
from academy.rehearsal.scripts import script_of

OURS, THEIRS = "these rules", "42's rule"  # in the file of results
NAMES = {OURS: gettext_lazy("these rules"), THEIRS: gettext_lazy("42's rule")}


class Command(BaseCommand):
    help = (
        "Rehearses a year of evaluations with the academy's own rules, on a clock and a database of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--cohort", help="slug of the cohort whose rules hold (default: the default rules)"
        )
        parser.add_argument(
            "--set", action="append", default=[], metavar="RULE=VALUE", help="a rule that differs"
        )
        parser.add_argument("--people", type=int, default=Behaviour.people)
        parser.add_argument("--days", type=int, default=Behaviour.days)
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--alone", action="store_true", help="without 42's rule beside it")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the results")
        parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the results")

    def handle(self, **options: Any) -> None:
        scripts = self._scripts(options)
        self.console = Console(file=self.stdout, highlight=False, width=100)  # type: ignore[arg-type]
        try:
            results = self._run(scripts)
        except RehearsalFailed as failure:
            raise CommandError(f"A rehearsal broke off: {failure}") from None
        self._print(scripts, results)
        if options["json"]:
            options["json"].write_text(json.dumps(dict(zip(scripts, results, strict=True)), indent=1))
        if options["svg"]:
            options["svg"].write_text(drawn(dict(zip(scripts, results, strict=True))))

    def _scripts(self, options: dict[str, Any]) -> dict[str, Script]:
        behaviour = Behaviour(people=options["people"], days=options["days"])
        cohort = None
        if options["cohort"] and not (cohort := Cohort.objects.filter(slug=options["cohort"]).first()):
            raise CommandError(f"There is no cohort {options['cohort']!r}.")
        changes = dict(_pair(text) for text in options["set"])
        try:
            ours = script_of(cohort, changes=changes, behaviour=behaviour, seed=options["seed"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        plain = Script(PLAIN, plain=True, behaviour=behaviour, seed=options["seed"])
        return {OURS: ours} if options["alone"] else {OURS: ours, THEIRS: plain}

    def _run(self, scripts: dict[str, Script]) -> list[dict[str, Any]]:
        """A bar for each, with the waits until then: a rehearsal that is stopped has not been for nothing."""
        name, so_far = TextColumn("{task.description}"), TextColumn("{task.fields[so_far]}")
        columns = (name, BarColumn(20), TaskProgressColumn(), TimeRemainingColumn(), so_far)
        with Progress(*columns, console=self.console, refresh_per_second=1) as bars:
            tasks = [bars.add_task(str(NAMES[name]), total=1.0, so_far="") for name in scripts]

            def progress(which: int, done: float, waits: SoFar) -> None:
                bars.update(tasks[which], completed=done, so_far=_waits(*waits))

            return run_all(list(scripts.values()), progress)

    def _print(self, scripts: dict[str, Script], results: list[dict[str, Any]]) -> None:
        table = Table("", *(str(NAMES[name]) for name in scripts))
        for line in told.LINES:
            table.add_row(str(line.label), *(line.value(result) for result in results))
        table.add_row(_("seconds that it took"), *(f"{result['seconds']:.0f}" for result in results))
        self.console.print(table)


def _waits(attempts: int, median: float, p95: float) -> str:
    return _("%(attempts)d attempts: %(median).1f h, %(p95).1f h") % {
        "attempts": attempts,
        "median": median,
        "p95": p95,
    }


def _pair(text: str) -> tuple[str, int]:
    name, equals, value = text.partition("=")
    if not equals or not value.lstrip("-").isdigit():
        raise CommandError(f"Write --set like pledge_factor=2, not {text!r}.")
    return name, int(value)


def drawn(results: dict[str, dict[str, Any]]) -> str:
    """A picture of the waits, the points and the rest that stands for itself."""
    picture = Picture([NAMES[name] for name in results], list(results.values()))
    return render_to_string("rehearsal/picture.svg", {"picture": picture})
