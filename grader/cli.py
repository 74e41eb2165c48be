"""`grade FOLDER [SUBMISSION]`: the grader on a laptop, without site and database, with the same verdict."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from projects.folder.source import BadFolder

from . import images
from .grading import CaseFinished, Event, Finished, StageFinished, StageStarted, grade
from .report import CaseResult, Report
from .sandbox import Engine, Files, SandboxFault
from .task import Task

PASSED, FAILED, BAD_FOLDER, OUR_FAULT = 0, 1, 2, 3
SKIPPED = {".git", "__pycache__", ".venv", ".ruff_cache", ".mypy_cache", ".pytest_cache"}


def read_tree(folder: Path) -> dict[str, tuple[bytes, bool]]:
    """The files below a folder as a submission. Links and the traces of tools are left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or SKIPPED & set(inside.parts):
            continue
        found[inside.as_posix()] = (path.read_bytes(), os.access(path, os.X_OK))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    folder = Path(options.folder)
    out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        task = Task.from_folder(folder)
        tree = read_tree(Path(options.submission) if options.submission else folder / "reference")
        report = _grade(task, tree, visible=options.visible, show=None if options.json else out)
    except BadFolder as mistake:
        err.print(f"[red]{escape(str(mistake))}[/]")
        return BAD_FOLDER
    except (SandboxFault, images.ImageFault) as fault:
        err.print(f"[red]{escape(str(fault))}[/]")
        return OUR_FAULT
    if options.json:
        print(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    return PASSED if report.verdict == "passed" else FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="grade", description=__doc__)
    parser.add_argument("folder", help="the project folder")
    parser.add_argument("submission", nargs="?", help="a folder with a solution (default: the reference)")
    parser.add_argument("--visible", action="store_true", help="leave the hidden cases out, as a check does")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser


def _grade(task: Task, tree: Files, *, visible: bool, show: Console | None) -> Report:
    engine = Engine()
    images.build(task.image, lambda what: print(what, file=sys.stderr), engine.client)
    for event in grade(task, tree, engine, cases="visible" if visible else "all"):
        if show:
            _show(show, event)
        if isinstance(event, Finished):
            return event.report
    raise SandboxFault("The judge ended without a report.")


def _show(console: Console, event: Event) -> None:
    match event:
        case StageStarted(name=name, kind=kind, title=title):
            console.print(f"\n[bold]{escape(title['en'])}[/] [dim]{name} · {kind}[/]")
        case CaseFinished(result=result):
            _show_case(console, result)
        case StageFinished(summary=summary) if summary.total > 1:
            console.print(f"  [dim]{summary.passed} of {summary.total} passed[/]")
        case Finished(report=report):
            colour = "green" if report.verdict == "passed" else "red"
            console.print(
                f"\n[bold {colour}]{report.verdict}[/], score {report.score}, in {report.seconds:.1f} s"
            )


def _show_case(console: Console, result: CaseResult) -> None:
    mark = "[green]✓[/]" if result.passed else "[red]✗[/]" if result.mandatory else "[yellow]![/]"
    usage = f"{result.usage.cpu_ms:.0f} ms, {result.usage.peak_kb / 1024:.0f} MB"
    flags = " ".join(word for word in ("hidden", "bonus") if getattr(result, word))
    outcome = "" if result.passed else f" [red]{result.outcome}[/]"
    console.print(f"  {mark} {result.name}{outcome} [dim]{flags} {usage}[/]")
    if result.passed:
        return
    if result.message:
        console.print(f"      {escape(str(result.message))}")
    for detail in result.details:
        console.print(Text(f"      {detail.kind} {detail.name}".rstrip(), style="dim"))
        console.print(Text("\n".join(f"        {line}" for line in detail.text.split("\n"))))


if __name__ == "__main__":
    sys.exit(main())
