"""What a grading looks like on a terminal."""

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from .grading import CaseFinished, Event, Finished, StageFinished, StageStarted
from .report import CaseResult, Detail

COLOURS = {"+": "green", "-": "red"}


def print_event(console: Console, event: Event) -> None:
    match event:
        case StageStarted(name=name, kind=kind, title=title):
            console.print(f"\n[bold]{escape(title['en'])}[/] [dim]{name} · {kind}[/]")
        case CaseFinished(result=result):
            _print_case(console, result)
        case StageFinished(summary=summary) if summary.total > 1:
            console.print(f"  [dim]{summary.passed} of {summary.total} passed[/]")
        case Finished(report=report):
            colour = "green" if report.verdict == "passed" else "red"
            seconds = f"in {report.seconds:.1f} s"
            console.print(f"\n[bold {colour}]{report.verdict}[/], score {report.score}, {seconds}")


def _print_case(console: Console, result: CaseResult) -> None:
    mark = "[green]✓[/]" if result.passed else "[red]✗[/]" if result.mandatory else "[yellow]![/]"
    outcome = "" if result.passed else f" [red]{result.outcome}[/]"
    notes = [word for word in ("hidden", "bonus") if getattr(result, word)]
    if result.usage.wall_ms:
        notes.append(f"{result.usage.cpu_ms:.0f} ms, {result.usage.peak_kb / 1024:.0f} MB")
    console.print(f"  {mark} {result.name}{outcome} [dim]{' · '.join(notes)}[/]")
    if result.passed:
        return
    if result.message:
        console.print(f"      {escape(str(result.message))}")
    for detail in result.details:
        _print_detail(console, detail)


def _print_detail(console: Console, detail: Detail) -> None:
    console.print(Text(f"      {detail.kind} {detail.name}".rstrip(), style="dim"))
    for line in detail.text.split("\n"):
        style = COLOURS.get(line[:1], "") if detail.kind == "difference" else ""
        console.print(Text(f"        {line}", style=style))
