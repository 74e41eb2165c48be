"""The author's Python. In a second box it gets plain data and gives plain data; nothing of it runs here.

What it does wrong is our fault and never the trainee's: every mistake is an AuthorFault.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

from pydantic import ValidationError

from grader.report import Said, said_in
from grader.sandbox import Box, BoxFull, OutOfStep, RunLimits, SandboxFault
from grader.shown import one_line, shown
from projects.folder.source import Bilingual, Written

from . import values

DRIVER = ("python3", "-I", "-B", "/usr/local/lib/bitgoeul/author_driver.py")
LIMITS = RunLimits(cpu_seconds=30.0, wall_seconds=600.0, output_bytes=256 << 20)
MEMORY_MB = 512
MOST_ANSWER = 4 << 20  # bytes
MOST_SAID = 1000  # characters of what it says to a trainee

Serve = Callable[[str, list[Any]], Any]  # what the code asks for in the middle of a call, with what


class AuthorFault(SandboxFault):
    """The author's code broke down or broke its word. The sentence names the file, and the line if it can."""


class Verdict(Written):
    outcome: Literal["passed", "wrong"]
    message: Bilingual | None = None

    @property
    def said(self) -> Said | None:
        """Both languages, made inert: an author may quote what the program printed."""
        if self.message is None:
            return None
        return said_in(**{code: shown(text, most=MOST_SAID) for code, text in self.message})


class Author:
    """One process with the author's module: its functions can be called one after the other."""

    def __init__(self, box: Box, path: str):
        self.path = path
        self._program = box.start(DRIVER, limits=LIMITS)

    def load(self) -> None:
        self._ask({"do": "import", "path": f"/work/{self.path}"})

    def call(
        self,
        function: str,
        *args: Any,
        serve: Serve | None = None,
        gives: str = "",
        given: Mapping[str, Any] | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> Any:
        """What `function` returns: plain data of builtin types. Raises AuthorFault and what `serve` raises.

        `gives` names a module of grader/drivers/ (`author_<name>.py`) whose `made(**given)` becomes the first
        argument. `meanwhile` is called now and then while the code works.
        """
        named = {"given": values.encode(dict(given or {}))} if gives else {}
        asked = {"args": [values.encode(value) for value in args], "kwargs": named, "gives": gives}
        answer = self._ask({"do": "call", "call": function} | asked, meanwhile)
        while "asks" in answer:
            what, about = str(answer["asks"]), self._value(answer, "with")
            if serve is None or type(about) is not list:
                raise AuthorFault(f"{self.path} asks for {one_line(what)}, which is not to be had here.")
            answer = self._ask({"value": values.encode(serve(what, about))}, meanwhile)
        return self._value(answer, "value")

    def verdict(self, function: str, *args: Any, **how: Any) -> Verdict:
        """The same, where a verdict is expected: as `passed` and `wrong` make it, or True or False."""
        found = self.call(function, *args, **how)
        if type(found) is bool:
            return Verdict(outcome="passed" if found else "wrong")
        try:
            return Verdict.model_validate(found, strict=True)
        except ValidationError:
            text = one_line(values.written(found))
            raise AuthorFault(f"{self.path}: {function} gave {text}, which is no verdict.") from None

    def stop(self) -> None:
        self._program.kill()
        self._program.wait()

    def _ask(
        self, question: Mapping[str, Any], meanwhile: Callable[[], None] | None = None
    ) -> Mapping[str, Any]:
        name = secrets.token_hex(8)
        sent = json.dumps({**question, "id": name}).encode("utf-8", "surrogatepass")
        try:
            answer = self._program.ask(sent, most=MOST_ANSWER, meanwhile=meanwhile)
            data = values.parse(answer) if answer is not None else None
        except (OutOfStep, values.Malformed):
            raise AuthorFault(f"{self.path} disturbed the talk with the grader.") from None
        if data is None:
            raise AuthorFault(self._ended())
        if data.get("id") != name:
            raise AuthorFault(f"{self.path} disturbed the talk with the grader.")
        if "failed" in data:
            raise AuthorFault(f"{self.path} failed: {one_line(str(data['failed']), most=600)}")
        return data

    def _value(self, answer: Mapping[str, Any], key: str) -> Any:
        try:
            return values.decode(answer[key])
        except (KeyError, values.Malformed):
            raise AuthorFault(f"{self.path} gave something that is no plain data.") from None

    def _ended(self) -> str:
        ended = self._program.wait()
        last = one_line(ended.stderr[-200:])
        return f"{self.path} ended instead of answering ({ended.outcome}). It said last: {last}"


@contextmanager
def author(box: Box, path: str, files: Mapping[str, bytes]) -> Iterator[Author]:
    """The module at `path` of `files`, which all are put beside it, in a process of its own in `box`."""
    box.back()
    box.limit_memory(MEMORY_MB)
    try:
        box.put({name: (content, False) for name, content in files.items()})
    except BoxFull:
        raise AuthorFault(f"The files beside {path} do not fit into its box.") from None
    code = Author(box, path)
    try:
        code.load()
        yield code
    finally:
        code.stop()
