"""Whether a container ran out of memory, told by the kernel: the engine hears of it too late now and then."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from .counters import Cgroup

PATIENCE = 0.5  # seconds that the kernel may need to ring for the end of a cgroup


class Bell:
    """Rings each time the memory of a cgroup of version 1 is used up, and once when the cgroup goes."""

    def __init__(self, folder: Path):
        """Raises OSError where it cannot be hung up."""
        self._folder = folder
        self._file = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        try:
            self._hang_up()
        except OSError:
            self.close()
            raise

    @classmethod
    def of(cls, cgroup: Cgroup | None) -> Self | None:
        """None where there is none: version 2, an engine on another machine, no right to it."""
        if cgroup is not None and cgroup.version == "cgroup v1":
            with suppress(OSError):
                return cls(cgroup.memory)
        return None

    def forget(self) -> None:
        """Count from here."""
        self._rings()

    def rang_for_memory(self) -> bool:
        rings, until = self._rings(), time.monotonic() + PATIENCE
        while rings == 1 and not self._folder.exists() and time.monotonic() < until:
            time.sleep(0.01)
            rings += self._rings()
        return rings > (0 if self._folder.exists() else 1)

    def close(self) -> None:
        os.close(self._file)

    def _hang_up(self) -> None:
        watched = os.open(self._folder / "memory.oom_control", os.O_RDONLY | os.O_CLOEXEC)
        try:
            (self._folder / "cgroup.event_control").write_text(f"{self._file} {watched}")
        finally:
            os.close(watched)

    def _rings(self) -> int:
        with suppress(BlockingIOError):
            return os.eventfd_read(self._file)
        return 0
