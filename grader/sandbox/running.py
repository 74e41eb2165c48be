"""A program while it runs in a box."""

import struct
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from .counters import Cgroup
from .ended import Ended
from .fault import SandboxFault
from .wire import Frame, Late, Wire

BUSY = 4  # times the wall limit that a program may last where a busy machine lets it wait for the processor
GRACE = 15.0  # seconds that the first process itself may be late before we stop believing in it
TICK = 0.02  # seconds between two looks at something else
Hear = Callable[[bytes], None]
_RUN_HEAD = struct.Struct(">III")
_TURN = struct.Struct(">II")
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class RunLimits:
    """What one program may use. CPU time decides; the wall clock only guards against sleepers."""

    cpu_seconds: float = 2.0
    wall_seconds: float = 7.0
    output_bytes: int = 64 << 10  # stdout and stderr together


class Running:
    """Either write, close and wait, or `ask` again and again."""

    def __init__(
        self,
        wire: Wire,
        argv: Sequence[str],
        limits: RunLimits,
        hear: Hear | None = None,
        cgroup: Cgroup | None = None,
    ):
        """`hear` is told what the program writes as it writes it, stdout and stderr together."""
        self._cgroup, self._watch = cgroup, cgroup.watch() if cgroup else None
        self._wire, self._limits, self._hear = wire, limits, hear
        self._stdout, self._stderr, self._answers = bytearray(), bytearray(), bytearray()
        self._ended: Ended | None = None
        self._deadline = time.monotonic() + BUSY * limits.wall_seconds + GRACE
        head = _RUN_HEAD.pack(
            int(limits.wall_seconds * 1000), int(limits.cpu_seconds * 1000), limits.output_bytes
        )
        wire.send(b"R", head + b"".join(part.encode("utf-8", "surrogateescape") + b"\0" for part in argv))

    def write(self, stdin: bytes) -> None:
        for start in range(0, len(stdin), 1 << 20):
            self._wire.send(b"S", stdin[start : start + (1 << 20)])

    def close_stdin(self) -> None:
        self._wire.send(b"C")

    def kill(self) -> None:
        self._wire.send(b"K")

    def ask(self, question: bytes, *, most: int, meanwhile: Callable[[], None] | None = None) -> bytes | None:
        """One question to a driver, one answer; both carry their length. None when the program ended instead.

        `meanwhile` is called now and then until the answer is there.
        Raises OutOfStep when the answer is larger than `most` or more came than was asked for.
        """
        if self._answers:
            raise OutOfStep("It answered before it was asked.")
        self.write(_LENGTH.pack(len(question)) + question)
        while (answer := self._answer(most)) is None:
            if not self._read(meanwhile):
                return None
        if self._answers:
            raise OutOfStep("It answered more than it was asked.")
        return answer

    def turn(self, *, cpu_seconds: float = 0.0, wall_seconds: float = 0.0) -> None:
        """From now until the next turn it may use this much; nothing said: as much as its limits allow."""
        self._wire.send(b"T", _TURN.pack(int(wall_seconds * 1000), int(cpu_seconds * 1000)))

    def line(self, *, most: int) -> bytes | None:
        """The next line that it prints, without its end. None when it has ended and no line is left.

        The last line may lack its newline, unless the program was stopped in the middle of it.
        Raises OutOfStep when the line is longer than `most`.
        """
        while (end := self._answers.find(b"\n")) < 0 and len(self._answers) <= most and self._read():
            pass
        if end < 0 and self._ended and (not self._answers or self._ended.outcome != "ended"):
            return None
        end = len(self._answers) if end < 0 else end
        if end > most:
            raise OutOfStep("It printed a line that is too long.")
        line = bytes(self._answers[:end])
        del self._answers[: end + 1]
        return line

    def look(self) -> bool:
        """Take what has come by now. False when it has ended."""
        with suppress(Late):
            while self._ended is None:
                self._read(until=time.monotonic())
        return self._ended is None

    def wait(self) -> Ended:
        while self._read():
            pass
        if self._ended is None:
            raise SandboxFault("A program neither runs nor has it ended.")
        return self._ended

    def _answer(self, most: int) -> bytes | None:
        if len(self._answers) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._answers)
        if length > most:
            raise OutOfStep("Its answer is too large.")
        end = _LENGTH.size + length
        if len(self._answers) < end:
            return None
        answer = bytes(self._answers[_LENGTH.size : end])
        del self._answers[:end]
        return answer

    def _counted(self, ended: Ended) -> Ended:
        if not self._cgroup or not self._watch:
            return ended
        return ended.counted(self._watch.end(), self._cgroup.version)

    def _receive(self, meanwhile: Callable[[], None] | None) -> Frame:
        while meanwhile and time.monotonic() + TICK < self._deadline:
            try:
                return self._wire.receive(time.monotonic() + TICK)
            except Late:
                meanwhile()
        return self._wire.receive(self._deadline)

    def _read(self, meanwhile: Callable[[], None] | None = None, *, until: float | None = None) -> bool:
        """Take one frame. False when the program has ended. Raises Late at `until`, if that is given."""
        if self._ended is not None:
            return False
        kind, payload = self._receive(meanwhile) if until is None else self._wire.receive(until)
        if kind == b"X":
            ended = Ended.read(payload, stdout=bytes(self._stdout), stderr=bytes(self._stderr))
            self._ended = self._counted(ended)
        elif kind == b"O":
            self._stdout += payload
            self._answers += payload
        elif kind == b"E":
            self._stderr += payload
        else:
            raise SandboxFault(f"The box sent a frame of kind {kind!r} while a program ran.")
        if self._hear and kind in b"OE":
            self._hear(payload)
        if len(self._stdout) + len(self._stderr) > self._limits.output_bytes:
            raise SandboxFault("The box passed on more output than it was allowed to.")
        return self._ended is None


class OutOfStep(Exception):
    """The program broke the order of question and answer: its own fault, or a trick."""
