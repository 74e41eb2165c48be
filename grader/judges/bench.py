"""What a judge has at hand while it judges one submission."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from grader.audience import may_watch
from grader.report import CaseResult, Detail, Outcome, Said
from grader.report import say as _
from grader.sandbox import Box, Ended, Files
from grader.shown import shown

from .author import Author, author
from .second import SecondBoxes
from .stage import Command, Limits, Planned, SomeLimits, StageFile

SCRIPTS = (".py", ".sh")

Hear = Callable[[Planned, bytes], None]  # a case, and what its program has just written


@dataclass(frozen=True)
class Bench:
    """The box with the submission, the files of the task, the limits."""

    box: Box
    tree: Files  # the submission as it was handed in
    files: Mapping[str, bytes]  # of the task; they enter the box one by one, when a case needs them
    limits: Limits
    second: SecondBoxes  # for code of the author's
    hear: Hear | None = None
    seed: int = 0  # of the run: what fresh cases are made from

    def seed_of(self, planned: Planned) -> int:
        """Each case of a run has its own, whichever others are run."""
        digest = hashlib.sha256(f"{self.seed}/{planned.stage}/{planned.name}".encode()).digest()
        return int.from_bytes(digest[:6], "big")

    @contextmanager
    def author(self, path: str, beside: Mapping[str, str] | None = None) -> Iterator[Author]:
        """The author's module at `path` of the task, in a fresh process of the second box.

        Raises AuthorFault. `beside` are other files of the task as the module finds them beside it.
        """
        files = self.beside(path, beside or {})
        with author(self.second.box(), path, files) as code:
            yield code

    def beside(self, path: str, names: Mapping[str, str]) -> dict[str, bytes]:
        """The files of the box for the author's code."""
        return {path: self.files[path]} | {inside: self.files[name] for inside, name in names.items()}

    def limits_for(self, stage: StageFile, case: SomeLimits | None = None) -> Limits:
        return self.limits.changed(stage.limits, case)

    def run(
        self,
        argv: Sequence[str],
        *,
        stage: StageFile,
        case: SomeLimits | None = None,
        stdin: bytes = b"",
        planned: Planned | None = None,
    ) -> Ended:
        """Run a program under the limits that hold for this stage and case.

        What it writes is heard at once when it runs for a `planned` case that is not hidden.
        """
        limits = self.limits_for(stage, case)
        self.box.limit_memory(limits.memory_mb)
        return self.box.run(argv, stdin=stdin, limits=limits.of_run(), hear=self._ear(planned))

    def _ear(self, planned: Planned | None) -> Callable[[bytes], None] | None:
        if self.hear is None or planned is None or not may_watch(planned.hidden, planned.show):
            return None
        return partial(self.hear, planned)

    def given(self, names: Mapping[str, str]) -> dict[str, tuple[bytes, bool]]:
        """Files of the task as they are put beside the trainee's."""
        return {inside: (self.files[path], False) for inside, path in names.items()}


def stopped(planned: Planned, ended: Ended, limits: Limits, details: tuple[Detail, ...]) -> CaseResult | None:
    """The result of a program that did not end by itself, or None when it did."""
    if ended.outcome == "ended":
        return None
    outcome, message = _explain(ended, limits)
    return planned.result(outcome, message=message, details=details, ended=ended)


def _explain(ended: Ended, limits: Limits) -> tuple[Outcome, Said]:
    run = limits.of_run()
    if ended.outcome == "not_started":
        return "missing", _("The program could not be started: it is not there or must not be executed.")
    if ended.outcome == "memory_limit":
        return "memory_limit", _("It needed more than %(most)s MB of memory.", most=limits.memory_mb)
    if ended.outcome == "output_limit":
        return "output_limit", _("It wrote more than %(most)s kB.", most=limits.output_kb)
    if ended.waited:
        return "time_limit", _(
            "It had not ended after %(most)s seconds: does it wait for something?", most=run.wall_seconds
        )
    if ended.outcome == "time_limit":
        return "time_limit", _("It used more than %(most)s seconds of computing time.", most=run.cpu_seconds)
    return "crashed", _("It was ended by signal %(number)s (%(name)s).", **_signal(ended.signal or 0))


def _signal(number: int) -> dict[str, str | int]:
    names = {
        4: "illegal instruction",
        6: "abort",
        8: "arithmetic error",
        9: "killed",
        11: "segmentation fault",
    }
    return {"number": number, "name": names.get(number, "signal")}


def missing_script(command: Command, planned: Planned, bench: Bench) -> CaseResult | None:
    """The result where the command names a script that was not handed in: an interpreter would mumble."""
    lacking = [word for word in command if word.endswith(SCRIPTS) and word not in bench.tree]
    if not lacking:
        return None
    return planned.result("missing", message=_("%(path)s is not in the hand-in.", path=lacking[0]))


def stderr_detail(ended: Ended) -> tuple[Detail, ...]:
    return (Detail("stderr", shown(ended.stderr)),) if ended.stderr else ()


def unfetched(problem: str, path: str) -> Said:
    """Why a file that the program should have written could not be had."""
    if problem == "not_a_file":
        return _("%(path)s is not a regular file.", path=path)
    if problem == "too_large":
        return _("%(path)s is too large.", path=path)
    return _("%(path)s was not written.", path=path)
