"""The grader on a laptop, without site and database, with the same verdict.

`grade FOLDER [SUBMISSION]` grades a solution; `grade check FOLDER…` proves that folders grade rightly.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from projects.folder.project import read_folder
from projects.folder.source import BadFolder

from . import images
from .grading import Finished, grade
from .local_tree import read_tree
from .printed import print_event
from .proof import prove
from .sandbox import Engine, SandboxFault
from .task import Task

PASSED, FAILED, BAD_FOLDER, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
STATUS = "Exit status: 0 passed, 1 failed, 2 a folder is wrong, 3 the grader itself failed."


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
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args(words)
    task = Task.from_folder(options.folder)
    tree = read_tree(options.submission or options.folder / "reference")
    console = Console(highlight=False, soft_wrap=True, quiet=options.json)
    for event in grade(task, tree, _engine_for(task), cases="visible" if options.visible else "all"):
        print_event(console, event)
        if isinstance(event, Finished):
            if options.json:
                print(json.dumps(event.report.to_json(), ensure_ascii=False, indent=2))
            return PASSED if event.report.verdict == "passed" else FAILED
    raise SandboxFault("The judge ended without a report.")


def _check(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="grade check", description="Prove that project folders grade rightly.", epilog=STATUS
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    return max(_check_folder(folder.resolve()) for folder in parser.parse_args(words).folders)


def _check_folder(folder: Path) -> int:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[bold]{escape(folder.name)}[/]")
    try:
        files = read_folder(folder).project.files
        engine = _engine_for(Task.from_folder(folder))
        proof = prove(folder, engine, files=files, say=lambda what: console.print(f"  {escape(what)}"))
    except BadFolder as mistake:
        _complain(mistake)
        return BAD_FOLDER
    for fault in proof.faults:
        console.print(f"  [red]✗[/] {escape(fault)}")
    if proof.holds:
        console.print(f"  [green]✓[/] {proof.cases} cases, {proof.wrong} wrong solutions")
    return PASSED if proof.holds else FAILED


def _engine_for(task: Task) -> Engine:
    engine = Engine()
    images.build(task.image, lambda what: print(what, file=sys.stderr), engine.client)
    return engine


def _complain(trouble: Exception) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"[red]{escape(str(trouble))}[/]")


if __name__ == "__main__":
    sys.exit(main())
