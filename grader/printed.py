"""What a grading looks like on a terminal."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.rule import Rule
from rich.text import Text

from .audience import Audience, seen, seen_report
from .grading import CaseFinished, Event, Finished, StageFinished, StageStarted
from .measure import Measure
from .report import CaseResult, Detail, Report, Usage
from .task import Task

COLOURS = {"+": "green", "-": "red"}
WHITE_SPACE = {" ": "·", "\t": "→   "}
ON_ONE_LINE = ("command", "call", "arguments")
INDENT = 8  # columns before what belongs to a case


class Printer:
    """Prints the events of one grading; a bar below them tells how far it is, where somebody can see it."""

    def __init__(self, console: Console, task: Task, *, visible: bool = False, by: Audience = "staff"):
        self.console, self.by = console, by
        planned = [one for stage in task.stages for one in stage.plan() if not (visible and one.hidden)]
        self._progress = Progress(
            TextColumn("{task.description}", style="dim"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal or console.quiet,
        )
        self._bar = self._progress.add_task("", total=len(planned))

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def event(self, event: Event) -> None:
        match event:
            case StageStarted(name=name, kind=kind, title=title):
                self._progress.update(self._bar, description=name)
                self.console.print(f"\n[bold]{escape(title['en'])}[/] [dim]{name} · {kind}[/]")
            case CaseFinished(result=result):
                self._progress.advance(self._bar)
                self._case(seen(result, self.by))
            case StageFinished(summary=summary) if summary.total > 1:
                self.console.print(f"  [dim]{summary.passed} of {summary.total} passed[/]")
            case Finished(report=report):
                self._progress.stop()
                self._summary(seen_report(report, self.by))

    def _case(self, result: CaseResult) -> None:
        self.console.print(_line(result))
        if result.message:
            self.console.print(Text(f"{'':6}{result.message}"))
        if result.passed:
            return
        compared = {detail.name for detail in result.details if detail.kind == "difference"}
        for detail in result.details:
            if detail.kind not in ("expected", "got") or detail.name not in compared:
                self._detail(detail)

    def _detail(self, detail: Detail) -> None:
        head = Text(f"{'':6}{detail.kind} {detail.name}".rstrip(), style="dim")
        if detail.kind in ON_ONE_LINE:
            self.console.print(head.append(f"  {detail.text}", style="not dim"))
            return
        self.console.print(head)
        for line in detail.text.removesuffix("\n").split("\n"):
            changed = detail.kind == "difference" and line[:1] in COLOURS
            self.console.print(_changed(line) if changed else Text(" " * INDENT + line))

    def _summary(self, report: Report) -> None:
        failed = [case for case in report.cases if not case.passed]
        self.console.print()
        for case in failed:
            why = f" - {case.message}" if case.message else ""
            name = f"[bold]{case.stage}/{case.name}[/]"
            self.console.print(f"[red]FAILED[/] {name} {case.outcome}{escape(why)}")
        colour = "green" if report.verdict == "passed" else "red"
        counts = [f"{len(failed)} failed"] * bool(failed) + [f"{len(report.cases) - len(failed)} passed"]
        text = f"[bold {colour}]{report.verdict}, score {report.score}[/]: {', '.join(counts)}"
        text += f" in {report.seconds:.2f} s"
        self.console.print(Rule(text, style=colour, characters="="))


def _line(result: CaseResult) -> Text:
    mark = ("✓", "green") if result.passed else ("✗", "red") if result.mandatory else ("!", "yellow")
    notes = [word for word in ("hidden", "bonus") if getattr(result, word)]
    if result.usage.wall_ms:
        notes.append(_used(result.usage))
    if result.measure:
        notes.append(_score(result.measure))
    outcome = "" if result.passed else f" {result.outcome}"
    return Text.assemble("  ", mark, f" {result.name}", (outcome, "red"), (f" {' · '.join(notes)}", "dim"))


def _used(usage: Usage) -> str:
    time = f"{usage.cpu_ms:.0f} ms ({usage.wall_ms:.0f} ms wall)"
    more = [f"{usage.processes} processes"] * (usage.processes > 1)
    more += [f"{usage.output_bytes / 1024:.0f} kB written"] * (usage.output_bytes >= 1024)
    return ", ".join([time, f"{usage.peak_kb / 1024:.0f} MB", *more])


def _changed(line: str) -> Text:
    """A line of a difference, in which white space can be seen."""
    text = Text(" " * INDENT, style=COLOURS[line[0]])
    text.append(line[0])
    for character in line[1:]:
        visible = WHITE_SPACE.get(character)
        text.append(visible or character, style="dim" if visible else "")
    return text


def _score(measure: Measure) -> str:
    parts = {"public": measure.public, "private": measure.private}
    shown = ", ".join(f"{value:.6g} {part}" for part, value in parts.items() if value is not None)
    return f"{measure.scorer} {shown}"
