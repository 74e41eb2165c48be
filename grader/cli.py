"""The grader on a laptop, without site and database, with the same verdict.

`grade FOLDER [SUBMISSION]` grades a solution; `grade check FOLDER…` proves that folders grade rightly.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.markup import escape

from projects.folder.project import read_folder
from projects.folder.source import BadFolder

from . import images, watching
from .audience import AUDIENCES, seen_report
from .grading import Cancelled, Finished, grade
from .local_tree import read_tree
from .printed import Printer
from .proof import prove
from .report import Report, Which
from .sandbox import Engine, SandboxFault
from .task import Task
from .trials import Trials

PASSED, FAILED, BAD_FOLDER, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
STATUS = "Exit status: 0 passed, 1 failed, 2 a folder is wrong, 3 the grader itself failed, 130 interrupted."
AHEAD = 2  # boxes kept ready where many hand-ins come one after the other


def main(arguments: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _check(words[1:]) if words[:1] == ["check"] else _grade(words)
    except BadFolder as mistake:
        _complain(mistake)
        return BAD_FOLDER
    except (SandboxFault, images.ImageFault) as fault:
        _complain(fault)
        return OUR_FAULT
    except KeyboardInterrupt:
        return INTERRUPTED  # the box is gone by now


def _grade(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="grade", description="Grade a solution.", epilog=f"{STATUS} See also: grade check --help"
    )
    parser.add_argument("folder", type=Path, help="the project folder")
    parser.add_argument("submission", type=Path, nargs="?", help="a folder with a solution (the reference)")
    parser.add_argument("--visible", action="store_true", help="leave the hidden cases out, as after a push")
    parser.add_argument("--audience", choices=AUDIENCES, default="staff", help="show what these may see")
    parser.add_argument("--seed", type=int, help="make fresh cases from it (default: by chance)")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--watch", action="store_true", help="grade again after each change, until Ctrl-C")
    options = parser.parse_args(words)
    options.submission = options.submission or options.folder / "reference"
    with _engine(ahead=AHEAD if options.watch else 0) as engine:
        if options.watch:
            _watch(options, engine)
        report = _graded(options, engine)
        if report is None:
            raise SandboxFault("The judge ended without a report.")
        return PASSED if report.verdict == "passed" else FAILED


def _graded(
    options: argparse.Namespace, engine: Engine, *, cancelled: Callable[[], bool] = lambda: False
) -> Report | None:
    """Grade and print. None when it was cancelled. Raises BadFolder, SandboxFault or ImageFault."""
    task, tree = Task.from_folder(options.folder), read_tree(options.submission)
    _build_images(task, engine)
    console = Console(highlight=False, soft_wrap=True, quiet=options.json)
    cases: Which = "visible" if options.visible else "all"
    with Printer(console, task, visible=options.visible, by=options.audience) as printer:
        for event in grade(task, tree, engine, cases=cases, cancelled=cancelled, seed=options.seed):
            printer.event(event)
            if isinstance(event, Finished):
                if options.json:
                    report = seen_report(event.report, options.audience)
                    print(json.dumps(report.to_json(), ensure_ascii=False, indent=2), flush=True)
                return event.report
            if isinstance(event, Cancelled):
                return None
    return None


def _watch(options: argparse.Namespace, engine: Engine) -> NoReturn:
    """Grade now and after each change of the folders; a change stops what is under way. Ends by Ctrl-C."""
    folders = [options.folder, options.submission]
    console = Console(highlight=False, soft_wrap=True, quiet=options.json)
    while True:
        begun = watching.stamp(folders)
        try:
            done = _graded(options, engine, cancelled=partial(watching.differ, folders, begun))
        except (BadFolder, SandboxFault, images.ImageFault) as trouble:
            _complain(trouble)
            done = None
        if done:
            console.print("[dim]Waiting for a change. Ctrl-C ends.[/]")
        watching.next_change(folders, begun)


def _check(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="grade check", description="Prove that project folders grade rightly.", epilog=STATUS
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--whole", action="store_true", help="grade wrong solutions on all cases")
    options = parser.parse_args(words)
    with _engine(ahead=AHEAD) as engine:
        return max(_check_folder(folder.resolve(), engine, options.whole) for folder in options.folders)


def _check_folder(folder: Path, engine: Engine, whole: bool) -> int:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[bold]{escape(folder.name)}[/]")
    try:
        files = read_folder(folder).project.files
        _build_images(Task.from_folder(folder), engine)
        proof = prove(
            folder,
            Trials(engine),
            files=files,
            whole=whole,
            say=lambda what: console.print(f"  {escape(what)}"),
        )
    except BadFolder as mistake:
        _complain(mistake)
        return BAD_FOLDER
    for fault in proof.faults:
        console.print(f"  [red]✗[/] {escape(fault)}")
    if proof.holds:
        console.print(f"  [green]✓[/] {proof.cases} cases, {proof.wrong} wrong solutions")
    return PASSED if proof.holds else FAILED


@contextmanager
def _engine(*, ahead: int) -> Iterator[Engine]:
    engine = Engine()
    engine.keep_ahead(ahead)
    try:
        yield engine
    finally:
        engine.close()


def _build_images(task: Task, engine: Engine) -> None:
    for image in task.images:
        images.build(image, lambda what: print(what, file=sys.stderr), engine.client)


def _complain(trouble: Exception) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"[red]{escape(str(trouble))}[/]")


if __name__ == "__main__":
    sys.exit(main())
