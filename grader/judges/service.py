"""`service`: the program listens at a port, and a Python module of the author's is its client.

The client sits in a second box that shares nothing but the network of the first, which leads nowhere else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from grader.report import CaseResult, Detail
from grader.report import say as _
from grader.sandbox import Ended, RunLimits
from grader.shown import log, one_line

from . import authored
from .author import AuthorFault, Verdict, author
from .bench import Bench, missing_script, stopped
from .stage import Command, Limits, Planned

SERVING = 120.0  # seconds that a case may last, where nothing else is said
MOST_NOTES = 100


class Stage(authored.Stage):
    kind: Literal["service"]
    command: Command
    port: Annotated[int, Field(ge=1024, le=65535)] = 8080
    ready_seconds: Annotated[float, Field(gt=0, le=60)] = 10.0


class Died(Exception):
    """The program ended although nobody told it to."""


class Host:
    """Keeps the program running and does with it what the client asks for."""

    def __init__(self, stage: Stage, limits: Limits, bench: Bench, files: dict[str, tuple[bytes, bool]]):
        self._stage, self._limits, self._bench, self._files = stage, limits, bench, files
        self._before: list[Ended] = []  # how it ended when we restarted it
        self.notes: list[str] = []
        bench.box.limit_memory(limits.memory_mb)
        self._fresh()
        self._start()

    def serve(self, what: str, about: list[Any]) -> None:
        match what, about:
            case "alive", []:
                if not self._program.look():
                    raise Died
            case "ready", []:
                self._program.turn()
            case "restart", [bool(keep)]:
                self._restart(keep)
            case "note", [str(text)]:
                self.notes.append(one_line(text))
                del self.notes[MOST_NOTES:]
            case _:
                raise AuthorFault(f"The client asks for {one_line(what)}, which is not to be had.")

    def watch(self) -> None:
        """Take what it prints, or it would be held up."""
        self._program.look()

    def stop(self) -> Ended:
        """How it ended, and what all its starts used together."""
        self._program.kill()
        return _together([*self._before, self._program.wait()])

    def _start(self) -> None:
        limits = self._left()
        self._program = self._bench.box.start(self._stage.command, limits=limits)
        self._program.turn(cpu_seconds=limits.cpu_seconds, wall_seconds=self._stage.ready_seconds)

    def _restart(self, keep: bool) -> None:
        self._program.kill()
        if (ended := self._program.wait()).by_itself:
            raise Died
        self._before.append(ended)
        if not keep:
            self._fresh()
        self.notes.append("⟳")
        self._start()

    def _fresh(self) -> None:
        self._bench.box.back()
        self._bench.box.put(self._files)

    def _left(self) -> RunLimits:
        run, used = self._limits.of_run(), sum(ended.cpu_ms for ended in self._before) / 1000
        wall = self._limits.wall_seconds or SERVING
        return RunLimits(max(run.cpu_seconds - used, 0.001), wall, run.output_bytes)


def _together(ended: list[Ended]) -> Ended:
    return replace(
        ended[-1],
        stdout=b"".join(one.stdout for one in ended),
        stderr=b"".join(one.stderr for one in ended),
        wall_ms=sum(one.wall_ms for one in ended),
        cpu_ms=sum(one.cpu_ms for one in ended),
        peak_kb=max(one.peak_kb for one in ended),
        most_processes=max(one.most_processes for one in ended),
    )


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    for one in planned:
        yield missing_script(stage.command, one, bench) or _judge_case(stage, one, bench)


def _judge_case(stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    case: authored.Case = planned.case
    limits = bench.limits_for(stage, case.limits)
    host = Host(stage, limits, bench, bench.given(case.files))
    try:
        verdict = _driven(stage, planned, host, bench)
    finally:
        ended = host.stop()  # whatever happened: the box runs one program at a time
    details = _details(host, ended)
    if verdict is None or ended.by_itself:
        return _died(stage, planned, ended, limits, details)
    return planned.result(verdict.outcome, message=verdict.said, details=details, ended=ended)


def _died(
    stage: Stage, planned: Planned, ended: Ended, limits: Limits, details: tuple[Detail, ...]
) -> CaseResult:
    if ended.over_turn and ended.waited:
        message = _(
            "After %(most)s seconds nothing listened at port %(port)s.",
            most=stage.ready_seconds,
            port=stage.port,
        )
        return planned.result("time_limit", message=message, details=details, ended=ended)
    message = _("It ended with status %(status)s instead of going on serving.", status=ended.exit_status or 0)
    return stopped(planned, ended, limits, details) or planned.result(
        "exited", message=message, details=details, ended=ended
    )


def _driven(stage: Stage, planned: Planned, host: Host, bench: Bench) -> Verdict | None:
    """What the client says; None when the program died before it had its say."""
    files = bench.beside(stage.judge, stage.beside)
    try:
        with author(bench.second.client(), stage.judge, files) as client:
            return client.verdict(
                stage.function_of(planned.case),
                stage.given_to(planned, bench),
                gives="service",
                given={"port": stage.port},
                serve=host.serve,
                meanwhile=host.watch,
            )
    except Died:
        return None


def _details(host: Host, ended: Ended) -> tuple[Detail, ...]:
    said = ended.stdout + ended.stderr
    notes = (Detail("transcript", "\n".join(host.notes)),) if host.notes else ()
    return (*notes, Detail("log", log(said))) if said else notes
