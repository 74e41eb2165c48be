"""Programs without manners, thrown at what an author wrote to judge others.

A checker, the other side of a dialogue, the client of a service must stand whatever a program says.
Its answer is a verdict about the program, never a fault of ours that stops the grading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from math import ceil
from posixpath import dirname
from shlex import quote
from typing import Any

from .grading import CaseFinished, grade
from .judges import dialogue, io, service
from .judges.author import AuthorFault
from .sandbox import Files
from .task import Task
from .trials import Trials

FOLDER = "rude"  # of the hand-in, with what the programs say
EACH = 2  # programs at the least that each function or sort of case meets; `whole`: all of them

SAID = {
    "nothing": b"",
    "no-text": b"\xff\xfe\0\x1b[2J\xed\xa0\x80\r\x0b\x0c\x1c\xe2\x80\xa8\n" * 100,
    "odd-numbers": "²\n٣\nnan\ninf\n-inf\n1e999\n-0\n0x10\n1_000\n+5\n.5\n".encode() * 20,
    "far-numbers": b"-1\n-1 -1\n1000000 1000000\n0\n" * 50,
    "long-line": b"9" * 20_000 + b"\n",
    "empty-lines": b"\n" * 2000,
    "deep": b"[" * 5000 + b"\n" + b'{"":' * 5000 + b"\n",
    "flood": b"0 0\n" * 10_000,
    "other-values": b'null\ntrue\n[]\n{}\n""\n[null]\n{"": null}\nNaN\n' * 50,
}
SERVER = b"""\
import socket
import sys

kind, port = sys.argv[1], int(sys.argv[2])
said = open(f"rude/{kind}", "rb").read() if kind not in ("closes", "silent") else b""
head = b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(said)
listener = socket.create_server(("127.0.0.1", port), backlog=64)
silent = []
while True:
    asker, _ = listener.accept()
    if kind == "silent":
        silent.append(asker)
        continue
    try:
        if kind != "closes" and asker.recv(65536):
            asker.sendall((said if kind == "no-text" else head + said))
    except OSError:
        pass
    asker.close()
"""
VALUES = {
    "null": b"null",
    "list": b'[null, [], {}, "", -1, 1e999, NaN]',
    "mapping": b'{"": null, "value": [], "error": {}, "id": "x", "items": 7, "status": null}',
    "word": b'"\\ud800"',
}
SERVES = ("nothing", "no-text", "closes", "null", "list", "mapping", "word", "deep", "long-line", "silent")
TEXTS = {**SAID, **VALUES, "server.py": SERVER}
TREE: Files = {f"{FOLDER}/{name}": (text, False) for name, text in TEXTS.items()}

Judged = io.Stage | dialogue.Stage | service.Stage


@dataclass(frozen=True)
class Throw:
    """One program, and the one case of a stage that it meets."""

    program: str
    stage: Judged
    met: Any  # the case

    def changed(self, number: int) -> Judged:
        """The stage with this case alone, and with the program in place of the trainee's."""
        shown = {"hidden": False}
        update = {"command": self._command(), "cases": (self.met.model_copy(update=shown),)}
        start = {"start": "each"} if isinstance(self.stage, io.Stage) else {}
        return self.stage.model_copy(update={**update, **start, "name": f"throw-{number}"})

    def _command(self) -> tuple[str, ...]:
        if isinstance(self.stage, service.Stage):
            return ("python3", f"{FOLDER}/server.py", self.program, str(self.stage.port))
        says = 'cat "$0"' if self.program in SAID else "cat"
        if isinstance(self.stage, io.Stage):
            says = (
                f"{self._writes()}{says}; exit {self.met.exit_status if self.met.exit_status != 'any' else 0}"
            )
        return ("sh", "-c", says, f"{FOLDER}/{self.program}")

    def _writes(self) -> str:
        """Its words into the files that the checker is to look at."""
        source = f"{FOLDER}/{self.program if self.program in SAID else 'flood'}"
        copies = [
            f"mkdir -p {quote(dirname(path) or '.')}; cp {source} {quote(path)}" for path in self.met.written
        ]
        return "; ".join([*copies, ""])


def offended(task: Task, trials: Trials, *, whole: bool = False) -> Iterator[str]:
    """What of the author's code broke down over which program. Raises SandboxFault."""
    throws = [throw for stage in task.stages for throw in _throws(stage, whole=whole)]
    while throws:
        stood, fault = _stood(task, throws, trials)
        if fault:
            met = throws[stood]
            yield f"{met.stage.name}/{met.met.name}, thrown at with {met.program}: {fault}"
        throws = throws[stood + 1 :]


def _throws(stage: Any, *, whole: bool) -> Iterator[Throw]:
    if isinstance(stage, service.Stage):
        programs: Sequence[str] = SERVES
    elif isinstance(stage, dialogue.Stage) or (isinstance(stage, io.Stage) and stage.checker):
        programs = (*SAID, "echo")
    else:
        return
    if not whole and isinstance(stage, service.Stage):
        programs = programs[:-1]  # who is silent costs ten seconds
    sorts = list({_sort(stage, case): case for case in reversed(stage.cases) if _is_fit(case)}.values())
    following, share = cycle(programs), ceil(len(programs) / max(len(sorts), 1))
    for case in reversed(sorts):
        met = programs if whole else islice(following, max(share, EACH))
        yield from [Throw(program, stage, case) for program in met]


def _sort(stage: Judged, case: Any) -> tuple[Any, ...]:
    """Cases of one sort are judged by the same lines of an author's, as far as one can see."""
    if isinstance(stage, io.Stage):
        return case.exit_status, bool(case.written)
    return (stage.function_of(case),)


def _is_fit(case: Any) -> bool:
    return not (isinstance(case, io.Case) and (case.fresh or case.stderr == "something"))


def _stood(task: Task, throws: list[Throw], trials: Trials) -> tuple[int, str]:
    """How many throws ended with a verdict, and what the next one broke; nothing when all were stood."""
    stages = tuple(throw.changed(number) for number, throw in enumerate(throws))
    part = replace(task, file=task.file.model_copy(update={"stages": stages}))
    stood = 0
    try:
        with trials.turns.shared():
            for event in grade(part, TREE, trials.engine):
                stood += isinstance(event, CaseFinished)
    except AuthorFault as fault:
        return stood, str(fault)
    return stood, ""
