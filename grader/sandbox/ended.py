"""How a program in a box ended."""

import signal
import struct
from dataclasses import dataclass, replace
from typing import Literal, Self

from .counters import Peaks, Version
from .fault import SandboxFault

Outcome = Literal["ended", "time_limit", "memory_limit", "output_limit", "crashed", "not_started"]
OVER_WALL, OVER_CPU, OVER_OUTPUT, KILLED, OVER_TURN = 1, 2, 4, 8, 16
_END = struct.Struct(">iIIIIiiIII")


@dataclass(frozen=True)
class Ended:
    """What the first process of the box measured, and what the program wrote until the output limit."""

    stdout: bytes
    stderr: bytes
    exit_status: int | None  # None when a signal ended the program
    signal: int | None
    flags: int
    wall_ms: float
    cpu_ms: float  # of all its processes together
    peak_kb: int  # of the whole box by the host's count, of its largest process by the box's
    memory_kills: int
    refused_processes: int
    stragglers: int  # processes still alive when the program had ended
    start_error: int  # errno when the program could not be started, else 0
    most_processes: int = 0  # seen at once, threads too; a short-lived one may be missed
    counted_by: str = "box"  # who says the peaks: the first process of the box, or the host's cgroup

    @classmethod
    def read(cls, payload: bytes, *, stdout: bytes, stderr: bytes) -> Self:
        """Raises SandboxFault when `payload` is no end frame."""
        if len(payload) != _END.size:
            raise SandboxFault("The box told the end of a program in a frame of another size.")
        status, flags, wall, cpu, peak, memory, refused, stragglers, error, most = _END.unpack(payload)
        number = status & 0x7F
        return cls(
            stdout=stdout,
            stderr=stderr,
            exit_status=None if number else status >> 8 & 0xFF,
            signal=number or None,
            flags=flags,
            wall_ms=wall / 1000,
            cpu_ms=cpu / 1000,
            peak_kb=peak,
            memory_kills=max(memory, 0),
            refused_processes=max(refused, 0),
            stragglers=stragglers,
            start_error=error,
            most_processes=most,
        )

    def counted(self, peaks: Peaks, version: Version) -> Self:
        """With the host's peaks, where they are of this program alone."""
        if peaks.memory is None:
            return self
        processes = (peaks.processes or 1) - 1  # without the first process
        return replace(
            self,
            peak_kb=peaks.memory >> 10,
            most_processes=max(processes, self.most_processes),
            counted_by=version,
        )

    @property
    def output_bytes(self) -> int:
        return len(self.stdout) + len(self.stderr)

    @property
    def by_itself(self) -> bool:
        """It had ended, or was stopped by a limit, before it was killed on request."""
        return self.flags != KILLED or self.signal != signal.SIGKILL or self.memory_kills > 0

    @property
    def over_turn(self) -> bool:
        """Stopped by the limit of one turn, not by that of the whole run."""
        return bool(self.flags & OVER_TURN)

    @property
    def waited(self) -> bool:
        """Stopped by the clock on the wall while CPU time was left: it slept, or waited for input."""
        return bool(self.flags & OVER_WALL) and not self.flags & OVER_CPU

    @property
    def outcome(self) -> Outcome:
        if self.start_error:
            return "not_started"
        if self.memory_kills:
            return "memory_limit"
        if self.flags & OVER_OUTPUT or self.signal == signal.SIGXFSZ:
            return "output_limit"
        if self.flags & (OVER_WALL | OVER_CPU) or self.signal == signal.SIGXCPU:
            return "time_limit"
        return "crashed" if self.signal else "ended"
