"""One container for one submission."""

import errno
import os
import struct
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .bell import Bell
from .counters import Cgroup
from .ended import Ended
from .fault import SandboxFault
from .running import Hear, RunLimits, Running
from .wire import Wire

Files = Mapping[str, tuple[bytes, bool]]  # path → (content, may it be executed)
NOTHING: Files = {}
PATIENCE = 60.0  # seconds for answers that do not depend on a program
PROBLEMS = {errno.EINVAL: "not_a_file", errno.EFBIG: "too_large"}  # everything else reads as missing
# What a program can bring about with the files it leaves. Anything else is our fault.
LEFT_TOO_MUCH = {errno.ENOSPC, errno.ENAMETOOLONG, errno.EFBIG, errno.ENOMEM}


class BoxFull(Exception):
    """The files do not fit: too many, too large or too deep."""


class Fetched(NamedTuple):
    content: bytes
    problem: str = ""  # missing, not_a_file, too_large


class Box:
    """Runs programs one after the other; nothing of one is alive when the next starts."""

    def __init__(
        self,
        wire: Wire,
        *,
        name: str,
        set_memory: Callable[[int], None],
        memory_mb: int,
        cgroup: Cgroup | None = None,
    ):
        """`cgroup` is where the host counts what the box uses, if it can be read from here."""
        self.name, self._cgroup = name, cgroup
        self._wire, self._set_memory, self._memory_mb = wire, set_memory, memory_mb
        self.current = 0  # the mark that `back` goes to: the newest, unless somebody sets another
        self._marks = 0
        self._stands_at: int | None = None  # the mark that the working folder is known to be at
        self._unused = True  # no program has run since the temporary folders were empty
        self._bell: Bell | None = None
        kind, _ = wire.receive(time.monotonic() + PATIENCE)
        if kind != b"H":
            raise SandboxFault("The first word of the box was not its greeting.")

    def put(self, files: Files) -> None:
        """Write files below the working folder, in place of whatever stood there. Raises BoxFull."""
        if files:
            self._stands_at = None
            self._write(files)
            _check([self._answer() for _ in files], "write a file")

    def _write(self, files: Files) -> None:
        for path, (content, executable) in files.items():
            name = path.encode()
            mode = 0o755 if executable else 0o644
            self._wire.send(b"F", struct.pack(">HH", mode, len(name)) + name + content)

    def delete(self, paths: Iterable[str]) -> None:
        """Delete files or folders below the working folder; what is not there is no trouble."""
        self._stands_at = None
        for path in paths:
            self._wire.send(b"D", path.encode())
            _check([self._answer()], "delete a file")

    def mark(self, files: Files = NOTHING) -> None:
        """Remember the working folder as it is now, or with these files, where no program can reach it.

        Raises BoxFull when the files do not fit, or a program left too much in it.
        """
        self._write(files)
        self._wire.send(b"M")
        written, marked = [self._answer() for _ in files], self._answer()
        _check(written, "write a file")
        _check([marked], "remember the working folder")
        self.current = self._marks
        self._stands_at = self.current if self._unused else None
        self._marks += 1

    def back(self) -> None:
        """Put the working folder back to the current mark, empty the temporary ones. Raises BoxFull."""
        if self._stands_at is not None and self._stands_at == self.current:
            return  # nothing has come or run since
        self._wire.send(b"B", struct.pack(">I", self.current))
        _check([self._answer()], "clean its working folder")
        self._stands_at = self.current if self._marks else None
        self._unused = True

    def keep_spare(self, wanted: bool) -> None:
        """Let each program `python3 FILE …` from now on be a copy of one ready interpreter, or no more."""
        self._wire.send(b"W", bytes([wanted]))

    def run(
        self, argv: Sequence[str], *, stdin: bytes = b"", limits: RunLimits, hear: Hear | None = None
    ) -> Ended:
        program = self.start(argv, limits=limits, hear=hear)
        program.write(stdin)
        program.close_stdin()
        return program.wait()

    def start(self, argv: Sequence[str], *, limits: RunLimits, hear: Hear | None = None) -> Running:
        """Start a program to talk with. Wait for its end before the next one is started."""
        self._stands_at, self._unused = None, False
        self._bell = self._bell or Bell.of(self._cgroup)
        if self._bell:
            self._bell.forget()
        return Running(self._wire, argv, limits, hear, self._cgroup)

    def starved(self) -> bool:
        """Whether the last program used up the memory of the box, as far as the kernel tells."""
        return self._bell is not None and self._bell.rang_for_memory()

    def close(self) -> None:
        if self._bell:
            self._bell.close()
            self._bell = None

    def fetch(self, path: str, *, most: int) -> Fetched:
        """A regular file of at most `most` bytes (15 MiB) from the working folder; no link is followed."""
        self._wire.send(b"G", struct.pack(">I", most) + path.encode())
        kind, payload = self._wire.receive(time.monotonic() + PATIENCE)
        if kind != b"G" or not 4 <= len(payload) <= most + 4:
            raise SandboxFault("The box answered a request for a file with something else.")
        number = int.from_bytes(payload[:4], "big")
        return Fetched(b"", PROBLEMS.get(number, "missing")) if number else Fetched(payload[4:])

    def holds(self, path: str) -> bool:
        """Whether a regular file stands there."""
        return self.fetch(path, most=0).problem in ("", "too_large")

    def limit_memory(self, memory_mb: int) -> None:
        """Give the programs that come more or less memory. A call of the engine, so only when it changes."""
        if memory_mb != self._memory_mb:
            self._set_memory(memory_mb)
            self._memory_mb = memory_mb

    def _answer(self) -> int:
        kind, payload = self._wire.receive(time.monotonic() + PATIENCE)
        if kind != b"A" or len(payload) != 4:
            raise SandboxFault(f"The box sent a frame of kind {kind!r} instead of an answer.")
        return int.from_bytes(payload, "big")


def _check(answers: Iterable[int], what: str) -> None:
    for number in filter(None, answers):
        raise _trouble(number, what)


def _trouble(number: int, what: str) -> Exception:
    if number in LEFT_TOO_MUCH:
        return BoxFull(os.strerror(number))
    return SandboxFault(f"The box could not {what}: {os.strerror(number)}.")
