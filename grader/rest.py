"""A worker that fails again and again stops taking runs by itself, and goes on when a box works again."""

import time
from dataclasses import dataclass

from . import images
from .images import ImageFault
from .sandbox import BoxLimits, Engine, RunLimits, SandboxFault

MOST_FAULTS = 3  # in a row, on whatever runs
FIRST, LONGEST = 30.0, 300.0  # seconds of rest when a box works and yet every run fails
PROBE = RunLimits(cpu_seconds=2, wall_seconds=20, output_bytes=1024)


@dataclass
class Rest:
    """Told of each run how it ended; says whether to take another one."""

    faults: int = 0  # in a row
    reason: str = ""  # empty while it works
    until: float = 0.0  # monotonic: no probe before then
    _length: float = FIRST

    @property
    def lasts(self) -> bool:
        return bool(self.reason)

    def went_well(self) -> None:
        self.faults, self._length = 0, FIRST

    def failed(self, fault: str, *, healthy: bool) -> None:
        """`healthy`: a box of our own works, so it may be the run and not the platform."""
        self.faults += 1
        if not healthy:
            self.reason, self.until = fault, 0.0
        elif self.faults >= MOST_FAULTS:
            self.reason, self.until = fault, time.monotonic() + self._length
            self._length = min(2 * self._length, LONGEST)

    def end(self) -> None:
        self.reason, self.faults = "", 0

    @property
    def may_probe(self) -> bool:
        return self.lasts and time.monotonic() >= self.until


def probe(engine: Engine) -> str:
    """Open a box, write a file into it and run a program. What is wrong, or nothing."""
    try:
        with engine.box(image=_some_image(engine), limits=BoxLimits()) as box:
            box.put({"probe": (b"light", False)})
            ended = box.run(["/bin/cat", "probe"], limits=PROBE)
    except (SandboxFault, ImageFault) as fault:
        return str(fault)
    return "" if ended.stdout == b"light" else "A box runs, but its program does not."


def _some_image(engine: Engine) -> str:
    for name in images.names():
        try:
            return images.digest(name, engine.client)
        except ImageFault as fault:
            missing = fault
    raise missing
