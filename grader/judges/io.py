"""`io`: a program reads arguments, stdin and files, and writes stdout and files."""

import shlex
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from grader.report import CaseResult, Detail, Said
from grader.report import say as _
from grader.sandbox import Ended
from grader.shown import difference, one_line, shown
from projects.folder.source import Written

from . import checker, fresh, second
from .bench import Bench, missing_script, stderr_detail, stopped, unfetched
from .checker import Told, text
from .compare import How, differs
from .stage import CaseFilePath, Command, Planned, Where, Words, WorkPath

WORTH_A_SPARE = 2  # programs
MOST_FILE = 4 << 20  # bytes of a file that the program wrote
MADE = {
    "args",
    "stdin",
    "stdin_file",
    "expect",
    "expect_file",
    "expect_files",
}  # of a fresh case, by its maker


class Made(Written):
    """What a maker gives for a case."""

    args: Words = ()
    stdin: str = ""
    expect: str | None = None
    files: dict[WorkPath, str] = {}  # beside those of the case


class Case(fresh.Case):
    args: Words = ()
    stdin: str = ""
    stdin_file: CaseFilePath | None = None
    expect: str | None = None
    expect_file: CaseFilePath | None = None
    expect_files: dict[WorkPath, CaseFilePath] = {}
    written: tuple[WorkPath, ...] = ()  # files for the checker
    exit_status: Annotated[int, Field(ge=0, le=255)] | Literal["any"] = 0
    stderr: Literal["ignore", "empty", "something"] = "ignore"

    def left_to_the_maker(self) -> Set[str]:
        return self.model_fields_set & MADE

    @model_validator(mode="after")
    def check_one_of_two(self) -> Self:
        if self.stdin and self.stdin_file:
            raise ValueError("stdin and stdin_file exclude each other")
        if self.expect is not None and self.expect_file:
            raise ValueError("expect and expect_file exclude each other")
        return self

    @property
    def expects_something(self) -> bool:
        return bool(
            self.model_fields_set
            & {"fresh", "expect", "expect_file", "expect_files", "exit_status", "stderr"}
        )

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield from super().named_files()
        for key in ("stdin_file", "expect_file"):
            if path := getattr(self, key):
                yield (key,), path
        for written, path in self.expect_files.items():
            yield ("expect_files", written), path


class Stage(fresh.Stage):
    kind: Literal["io"]
    command: Command
    compare: How = "exact"
    tolerance: Annotated[float, Field(ge=0, le=1e6)] = 0.0
    start: Literal["each", "copied"] = "each"  # copied: of one `python3` that stands ready in the box
    checker: CaseFilePath | None = None  # Python of the author's, which judges instead of a comparison
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=300)]

    @property
    def second_image(self) -> str:
        return second.IMAGE if self.checker else super().second_image

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield from super().named_files()
        if self.checker:
            yield ("checker",), self.checker

    def mistakes(self, files: Mapping[str, bytes]) -> Iterator[tuple[Where, str]]:
        yield from super().mistakes(files)
        for number, case in enumerate(self.cases):
            if self.checker and case.expect_files:
                yield ("cases", number), "a checker gets the files that are named in `written`"
            if not self.checker and case.written:
                yield ("cases", number, "written"), "there is no checker that could look at them"
            if not self.checker and not case.expects_something:
                yield ("cases", number), "the case expects nothing"


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    spare = stage.start == "copied" and len(planned) >= WORTH_A_SPARE
    if spare:
        bench.box.keep_spare(True)
    for one in planned:
        yield missing_script(stage.command, one, bench) or _judge_case(stage, one, bench)
    if spare:
        bench.box.keep_spare(False)


def _judge_case(stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    case: Case = planned.case
    given = bench.given(case.files)
    if new := fresh.made(stage, planned, bench, Made.model_validate):
        case = case.model_copy(update=new.model_dump(exclude={"files"}))
        given |= fresh.as_files(new.files)
    bench.box.back()
    bench.box.put(given)
    stdin = bench.files[case.stdin_file] if case.stdin_file else case.stdin.encode()
    command = [*stage.command, *case.args]
    ended = bench.run(command, stage=stage, case=case.limits, stdin=stdin, planned=planned)
    asked = _question(stage, case, stdin)
    output = _outputs(stage, case, ended, bench)
    if unfinished := stopped(planned, ended, bench.limits_for(stage, case.limits), asked + output):
        return unfinished
    if case.exit_status not in ("any", ended.exit_status):
        message = _(
            "It ended with status %(got)s, not %(expected)s.",
            got=ended.exit_status or 0,
            expected=case.exit_status,
        )
        return planned.result("exited", message=message, details=asked + output, ended=ended)
    wrong = _wrong_stderr(case, ended) or (None if stage.checker else _wrong(stage, case, ended, bench))
    if stage.checker and not wrong:
        told = _told(case, ended, stdin, bench)
        outcome, said = checker.judged(stage.checker, told, written=case.written, bench=bench)
        return planned.result(outcome, message=said, details=asked + output, ended=ended)
    return planned.result("wrong" if wrong else "passed", message=wrong, details=asked + output, ended=ended)


def _told(case: Case, ended: Ended, stdin: bytes, bench: Bench) -> dict[str, Told]:
    expected = _expected(case, bench)
    return {
        "name": case.name,
        "args": list(case.args),
        "stdin": text(stdin),
        "stdout": text(ended.stdout),
        "stderr": text(ended.stderr),
        "expected": None if expected is None else text(expected),
    }


def _wrong_stderr(case: Case, ended: Ended) -> Said | None:
    if case.stderr == "empty" and ended.stderr:
        return _("It wrote to standard error, where nothing was expected.")
    if case.stderr == "something" and not ended.stderr.strip():
        return _("It wrote nothing to standard error, where a message was expected.")
    return None


def _wrong(stage: Stage, case: Case, ended: Ended, bench: Bench) -> Said | None:
    expected = _expected(case, bench)
    if expected is not None:
        found = differs(ended.stdout, expected, how=stage.compare, tolerance=stage.tolerance)
        if found:
            return found
    for written, path in case.expect_files.items():
        content, problem = bench.box.fetch(written, most=MOST_FILE)
        if problem:
            return unfetched(problem, written)
        if differs(content, bench.files[path], how=stage.compare, tolerance=stage.tolerance):
            return _("%(path)s does not hold what was expected.", path=written)
    return None


def _expected(case: Case, bench: Bench) -> bytes | None:
    if case.expect_file:
        return bench.files[case.expect_file]
    return None if case.expect is None else case.expect.encode()


def _question(stage: Stage, case: Case, stdin: bytes) -> tuple[Detail, ...]:
    details = [Detail("command", one_line(shlex.join([*stage.command, *case.args]), most=2000))]
    if stdin:
        details.append(Detail("stdin", shown(stdin)))
    return tuple(details)


def _outputs(stage: Stage, case: Case, ended: Ended, bench: Bench) -> tuple[Detail, ...]:
    details = []
    expected = None if stage.checker else _expected(case, bench)
    if expected is not None:
        details.append(Detail("expected", shown(expected)))
    details.append(Detail("got", shown(ended.stdout)))
    if expected is not None and differs(ended.stdout, expected, how=stage.compare, tolerance=stage.tolerance):
        details.append(Detail("difference", difference(expected, ended.stdout)))
    for written, path in case.expect_files.items():
        content = bench.box.fetch(written, most=MOST_FILE).content
        details.append(Detail("expected", shown(bench.files[path]), written))
        details.append(Detail("got", shown(content), written))
    return (*details, *stderr_detail(ended))
