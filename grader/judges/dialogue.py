"""`dialogue`: a Python module of the author's plays with the program over its standard input and output.

The module sits in the second box and its moves pass through here, line by line: the program meets nothing
but lines, and the module nothing but what the program printed. Each of its turns has limits of its own.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from grader.report import CaseResult, Detail, Said
from grader.report import say as _
from grader.sandbox import Ended, OutOfStep, RunLimits
from grader.sandbox.running import Running
from grader.shown import one_line
from projects.folder.source import Written

from . import authored
from .author import Author, AuthorFault
from .bench import Bench, missing_script, stderr_detail, stopped
from .stage import Command, CpuSeconds, Limits, Planned, WallSeconds

LONGEST_LINE = 64 << 10  # bytes
GAME = 300.0  # seconds for a whole game, where nothing else is said; the turns have their own
HEAD, TAIL = 30, 85  # lines of a transcript that are shown, from its begin and its end


class Turn(Written):
    """What the program may use between being asked and its answer."""

    cpu_seconds: CpuSeconds = 1.0
    wall_seconds: WallSeconds | None = None  # three times the CPU time and a second

    @property
    def wall(self) -> float:
        return self.wall_seconds or 3 * self.cpu_seconds + 1


class Stage(authored.Stage):
    kind: Literal["dialogue"]
    command: Command
    turn: Turn = Turn()

    def function_of(self, case: authored.Case) -> str:
        return case.function or "play"


class Over(Exception):
    """The program has ended, or talked in a way that ends the game, before the module had its say."""

    def __init__(self, message: Said | None = None):
        self.message = message


class Table:
    """Where both sit: passes moves on and writes them down."""

    def __init__(self, program: Running, turn: Turn):
        self._program, self._turn = program, turn
        self._lines: list[str] = []

    def serve(self, what: str, about: list[Any]) -> Any:
        match what, about:
            case "tell", [str(text)]:
                return self._tell(text)
            case "hear", []:
                return self._hear()
            case "close", []:
                return self._program.close_stdin()
        raise AuthorFault(f"The judge of the dialogue asks for {one_line(what)}, which is not to be had.")

    def transcript(self) -> Detail:
        lines = self._lines
        if len(lines) > HEAD + TAIL:
            lines = [*lines[:HEAD], "…", *lines[-TAIL:]]
        return Detail("transcript", "\n".join(lines))

    def _tell(self, text: str) -> None:
        self._lines += [f"→ {one_line(line)}" for line in text.removesuffix("\n").split("\n")]
        self._program.write(text.encode("utf-8", "replace"))

    def _hear(self) -> str | None:
        self._program.turn(cpu_seconds=self._turn.cpu_seconds, wall_seconds=self._turn.wall)
        try:
            line = self._program.line(most=LONGEST_LINE)
        except OutOfStep:
            raise Over(_("It printed a line of more than %(most)s kB.", most=LONGEST_LINE >> 10)) from None
        self._program.turn()
        if line is None:
            self._end()
            return None
        self._lines.append(f"← {one_line(line)}")
        return line.decode("utf-8", "replace").rstrip("\r")

    def _end(self) -> None:
        """It ended in its own turn: as it may, or not."""
        ended = self._program.wait()
        if ended.outcome != "ended" or ended.exit_status != 0:
            raise Over


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    for one in planned:
        yield missing_script(stage.command, one, bench) or _judge_case(stage, one, bench)


def _judge_case(stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    case: authored.Case = planned.case
    limits = bench.limits_for(stage, case.limits)
    bench.box.back()
    bench.box.put(bench.given(case.files))
    bench.box.limit_memory(limits.memory_mb)
    with bench.author(stage.judge, stage.beside) as code:
        program = bench.box.start(stage.command, limits=_of_game(limits))
        try:
            return _play(stage, planned, program, code, bench)
        finally:
            program.kill()
            program.wait()  # whatever happened: the box runs one program at a time


def _of_game(limits: Limits) -> RunLimits:
    run = limits.of_run()
    return RunLimits(run.cpu_seconds, limits.wall_seconds or GAME, run.output_bytes)


def _play(stage: Stage, planned: Planned, program: Running, code: Author, bench: Bench) -> CaseResult:
    case: authored.Case = planned.case
    table = Table(program, stage.turn)
    try:
        given = stage.given_to(planned, bench)
        verdict = code.verdict(stage.function_of(case), given, gives="program", serve=table.serve)
    except Over as over:
        program.kill()
        ended = program.wait()
        details = (table.transcript(), *stderr_detail(ended))
        return _broken_off(stage, planned, over, ended, bench.limits_for(stage, case.limits), details)
    program.kill()
    ended = program.wait()
    details = (table.transcript(), *stderr_detail(ended))
    return planned.result(verdict.outcome, message=verdict.said, details=details, ended=ended)


def _broken_off(
    stage: Stage, planned: Planned, over: Over, ended: Ended, limits: Limits, details: tuple[Detail, ...]
) -> CaseResult:
    if over.message:
        return planned.result("protocol", message=over.message, details=details, ended=ended)
    if ended.over_turn:
        message = _slow(ended, stage.turn)
        return planned.result("time_limit", message=message, details=details, ended=ended)
    message = _("It ended with status %(status)s in the middle of the game.", status=ended.exit_status or 0)
    return stopped(planned, ended, limits, details) or planned.result(
        "exited", message=message, details=details, ended=ended
    )


def _slow(ended: Ended, turn: Turn) -> Said:
    if ended.waited:
        return _("It said nothing for %(most)s seconds when it was its turn.", most=turn.wall)
    return _("It used more than %(most)s seconds of computing time for one turn.", most=turn.cpu_seconds)
