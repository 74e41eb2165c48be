"""`call` for C: functions are linked with a driver made from their signatures, and called with plain values.

Everything runs under the address sanitizer: a step beyond an argument, a use after free and a leak are named.
"""

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from grader.report import CaseResult, Detail, Said
from grader.report import say as _
from grader.sandbox import Ended, OutOfStep, RunLimits
from grader.sandbox.running import Running
from grader.shown import log, one_line
from projects.folder.source import Written

from . import c_signature, c_wire, values
from .answers import MOST_SHOWN, Found
from .bench import Bench, stderr_detail, stopped
from .c_signature import Function
from .stage import CaseFile, CaseFilePath, Planned, SomeLimits, StageOfCases, Where, WorkPath
from .steps import gathered

HERE = Path(__file__).resolve().parent / "c"
FOLDER = ".driver"  # in the working folder
MOST_ANSWER = 3 << 20  # bytes
SANITIZED = 86  # exit status of the address sanitizer; see driver.c
COMPILING = SomeLimits(cpu_seconds=20, memory_mb=512, output_kb=256)
NO_RANDOM_ADDRESSES = ("setarch", "-R")  # the sanitizer stumbles where the kernel scatters memory widely
_SANITIZER = re.compile(rb"AddressSanitizer: ([a-zA-Z-]{1,60})")


class Step(Written):
    call: Annotated[str, Field(pattern=r"^[A-Za-z_]\w*$")]
    args: tuple[Any, ...] = ()
    expect: Any = None
    expect_file: CaseFilePath | None = None  # JSON
    after: dict[str, Any] = {}  # what is in the memory of its parameters after the call
    tolerance: Annotated[float, Field(ge=0, le=1e6)] = 0.0

    @field_validator("args", "expect", "after")
    @classmethod
    def check_plain(cls, value: Any) -> Any:
        if values.has_code(value):
            raise ValueError("!python has no meaning for C")
        return value

    @property
    def expects(self) -> bool:
        return bool(self.model_fields_set & {"expect", "expect_file", "after"})

    def written(self) -> str:
        return f"{self.call}({', '.join(_shown(value) for value in self.args)})"


class Case(CaseFile):
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=100)]

    @model_validator(mode="before")
    @classmethod
    def gather_step(cls, data: Any) -> Any:
        return gathered(data, Step)

    @model_validator(mode="after")
    def check_expectation(self) -> Self:
        if not any(step.expects for step in self.steps):
            raise ValueError("the case expects nothing")
        return self

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield from super().named_files()
        for number, step in enumerate(self.steps):
            if step.expect_file:
                yield ("steps", number, "expect_file"), step.expect_file


class Stage(StageOfCases):
    kind: Literal["call"]
    language: Literal["c"]
    sources: Annotated[tuple[WorkPath, ...], Field(min_length=1, max_length=100)]
    given: dict[WorkPath, CaseFilePath] = {}  # sources and headers of ours
    flags: Annotated[tuple[str, ...], Field(max_length=30)] = ("-Wall", "-Wextra", "-Werror")
    signatures: Annotated[tuple[str, ...], Field(min_length=1, max_length=200)]
    frees: frozenset[str] = frozenset()  # functions whose result belongs to the caller
    leaks: Literal["forbid", "ignore"] = "forbid"
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=300)]

    @field_validator("signatures")
    @classmethod
    def check_signatures(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for declaration in value:
            c_signature.parse(declaration)
        return value

    @cached_property
    def functions(self) -> dict[str, Function]:
        parsed = map(c_signature.parse, self.signatures)
        return {function.name: function for function in parsed}

    def named_files(self) -> Iterator[tuple[Where, str]]:
        for inside, path in self.given.items():
            yield ("given", inside), path
        yield from super().named_files()

    def mistakes(self, files: Mapping[str, bytes]) -> Iterator[tuple[Where, str]]:
        for name in self.frees - set(self.functions):
            yield ("frees",), f"{name} has no signature"
        for number, case in enumerate(self.cases):
            for place, step in enumerate(case.steps):
                if reason := self._mistake(step, files):
                    where: Where = ("cases", number) + (("steps", place) if len(case.steps) > 1 else ())
                    yield where, reason

    def _mistake(self, step: Step, files: Mapping[str, bytes]) -> str | None:
        if step.call not in self.functions:
            return f"{step.call} has no signature"
        function = self.functions[step.call]
        if unknown := set(step.after) - {name for name, _ in function.changed()}:
            return f"{step.call} cannot change {unknown.pop()}"
        try:
            c_wire.pack(function, step.args)
            _expected(step, files)
        except ValueError as error:
            return str(error)
        return None


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    obstacle = _lacking(stage, bench) or _compiled(stage, bench)
    for one in planned:
        yield one.result(**obstacle) if obstacle else _judge_case(stage, one, bench)


def _lacking(stage: Stage, bench: Bench) -> dict[str, Any] | None:
    for path in stage.sources:
        if path not in bench.tree and path not in stage.given:
            return {"outcome": "missing", "message": _("%(path)s is not in the hand-in.", path=path)}
    return None


def _compiled(stage: Stage, bench: Bench) -> dict[str, Any] | None:
    """Link the hand-in with the driver, once for all cases. What stands in the way, or None."""
    folder = f"{FOLDER}/{stage.name}"
    ours = {f"{folder}/{name}": ((HERE / name).read_bytes(), False) for name in ("driver.c", "driver.h")}
    generated = c_signature.calls(tuple(stage.functions.values()), stage.frees)
    bench.box.back()
    bench.box.put(bench.given(stage.given) | ours | {f"{folder}/calls.c": (generated.encode(), False)})
    common = ("gcc", "-std=gnu17", "-g", "-O1", "-pipe", "-fsanitize=address", "-fno-omit-frame-pointer")
    inputs = (*stage.flags, "-I.", *stage.sources, f"{folder}/driver.c", f"{folder}/calls.c")
    ended = bench.run([*common, *inputs, "-o", f"{folder}/driver"], stage=stage, case=COMPILING)
    if ended.outcome != "ended" or ended.exit_status != 0:
        message = _("It does not compile together with the grader's driver.")
        return {"outcome": "not_run", "message": message, "details": (Detail("log", log(ended.stderr)),)}
    bench.box.mark()
    return None


def _judge_case(stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    case: Case = planned.case
    bench.box.back()
    bench.box.put(bench.given(case.files))
    limits = bench.limits_for(stage, case.limits)
    bench.box.limit_memory(limits.memory_mb)
    run = limits.of_run()
    roomy = RunLimits(run.cpu_seconds, run.wall_seconds, run.output_bytes + MOST_ANSWER)
    program = bench.box.start([*NO_RANDOM_ADDRESSES, f"{FOLDER}/{stage.name}/driver"], limits=roomy)
    asked: list[Detail] = []
    try:
        found = _talk(stage, case, program, bench, asked)
    except (OutOfStep, c_wire.Garbled):
        found = Found("protocol", _("The program disturbed the talk between the grader and its functions."))
    program.kill()
    ended = program.wait()
    details = (*asked, *(found.details if found else ()), *stderr_detail(ended))
    if found:
        return planned.result(found.outcome, message=found.message, details=details, ended=ended)
    unfinished = stopped(planned, ended, limits, details)
    return unfinished or planned.result(**_ended(ended), details=details, ended=ended)


def _ended(ended: Ended) -> dict[str, Any]:
    """Why it ended by itself instead of answering."""
    if ended.exit_status == SANITIZED:
        what = _SANITIZER.search(ended.stderr)
        message = _("A memory error: %(what)s.", what=what[1].decode() if what else "AddressSanitizer")
        return {"outcome": "crashed", "message": message}
    return {"outcome": "exited", "message": _("The program ended before it answered.")}


def _talk(stage: Stage, case: Case, program: Running, bench: Bench, asked: list[Detail]) -> Found | None:
    """Call step by step until one goes wrong; None when the program ended instead of answering.

    Raises OutOfStep or Garbled.
    """
    found = Found("passed")
    for step in case.steps:
        asked += found.details
        asked.append(Detail("call", one_line(step.written(), most=MOST_SHOWN)))
        function = stage.functions[step.call]
        number = list(stage.functions).index(step.call)
        packed = b"C" + number.to_bytes(2, "big") + c_wire.pack(function, step.args)
        if (answer := _ask(program, packed)) is None:
            return None
        found = _of_call(answer, function, step, bench.files)
        if found.outcome != "passed":
            return found
    if stage.leaks == "forbid":
        if (answer := _ask(program, b"E")) is None:
            return None
        leaked = int.from_bytes(answer[1:], "big", signed=True)
        if leaked > 0:
            message = _("It leaks memory: %(bytes)s bytes were not freed.", bytes=leaked)
            return Found("wrong", message, found.details)
    return found


def _ask(program: Running, question: bytes) -> bytes | None:
    name = secrets.token_bytes(8)  # an answer written ahead cannot know it
    answer = program.ask(name + question, most=MOST_ANSWER)
    if answer is not None and (len(answer) < 9 or answer[:8] != name):
        raise c_wire.Garbled
    return answer[8:] if answer else None


def _of_call(answer: bytes, function: Function, step: Step, files: Mapping[str, bytes]) -> Found:
    if answer[:1] == b"L":
        return Found("missing", _("There is no function %(name)s.", name=function.name))
    if answer[:1] == b"T":
        return Found("output_limit", _("The value it returned is too large or nested too deep."))
    if answer[:1] != b"V":
        raise c_wire.Garbled
    reader = c_wire.Reader(answer[1:])
    got = _result(reader.value(function.result), function)
    after = {name: reader.block(kind) for name, kind in function.changed()}
    reader.end()
    if step.model_fields_set & {"expect", "expect_file"}:
        expected = _expected(step, files)
        if message := _differs(got, expected, step.tolerance):
            return Found("wrong", message, _both(got, expected))
    for name, wanted in step.after.items():
        memory = _as_written(after[name], wanted)
        if not values.same(memory, wanted, tolerance=step.tolerance):
            message = _("What %(name)s points to is not as expected after the call.", name=name)
            return Found("wrong", message, _both(memory, wanted))
    return Found("passed", details=(Detail("got", _shown(got)),))


def _result(got: Any, function: Function) -> Any:
    """The value as an author would write it: text is text, a pointer into an argument has its name."""
    if function.result.kind == "text":
        return c_wire.text(got)
    if type(got) is tuple:
        pointers = [name for name, kind in function.parameters if kind.is_pointer]
        if got[0] >= len(pointers):
            raise c_wire.Garbled
        return (pointers[got[0]], got[1])
    return got


def _as_written(memory: Any, wanted: Any) -> Any:
    """Bytes as text up to the NUL, where text is expected."""
    if type(memory) is bytes and type(wanted) is str:
        return c_wire.text(memory.partition(b"\0")[0])
    return memory


def _expected(step: Step, files: Mapping[str, bytes]) -> Any:
    return json.loads(files[step.expect_file]) if step.expect_file else step.expect


def _differs(got: Any, expected: Any, tolerance: float) -> Said | None:
    if type(expected) is bytes and type(got) is str:
        got = got.encode("utf-8", "surrogateescape")
    if type(got) is float and type(expected) is int:
        expected = float(expected)
    if values.same(got, expected, tolerance=tolerance):
        return None
    return _("It returned a value other than the expected one.")


def _both(got: Any, expected: Any) -> tuple[Detail, ...]:
    return (Detail("expected", _shown(expected)), Detail("got", _shown(got)))


def _shown(value: Any) -> str:
    return one_line("NULL" if value is None else values.written(value), most=MOST_SHOWN)
