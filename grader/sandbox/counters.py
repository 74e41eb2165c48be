"""What the kernel counted for a container, read from the host's cgroup files, version 1 or 2.

Reads files and nothing else: `find` takes the root that it looks under, so a captured tree does as well.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path("/sys/fs/cgroup")
Version = Literal["cgroup v1", "cgroup v2"]


@dataclass(frozen=True)
class Peaks:
    """Of all processes of the container together, the first one too; None where the kernel does not say."""

    memory: int | None = None  # bytes, files in its temporary folders too
    processes: int | None = None  # threads too; of newer kernels


@dataclass(frozen=True)
class Cgroup:
    """The folders of one container. Version 2 has one for everything."""

    version: Version
    memory: Path
    pids: Path

    def peaks(self) -> Peaks:
        return Peaks(_number(self._peak), _number(self.pids / "pids.peak"))

    def watch(self) -> "Watch":
        return Watch(self)

    @property
    def _peak(self) -> Path:
        first = self.version == "cgroup v1"
        return self.memory / ("memory.max_usage_in_bytes" if first else "memory.peak")

    def open_peak(self) -> int | None:
        """The file of the peak, which starts anew from here; None where we may not let it."""
        try:
            file = os.open(self._peak, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            os.write(file, b"0")  # version 2: only for this open file, and only by kernels from 6.12 on
        except OSError:
            os.close(file)
            return None
        return file


class Watch:
    """The peaks of one program, between `watch` and `end`. Each case pays for it, so nothing else is read."""

    def __init__(self, cgroup: Cgroup):
        self._cgroup, self._before = cgroup, cgroup.peaks()
        self._peak = cgroup.open_peak()

    def end(self) -> Peaks:
        """Those of this time alone, and None where only older ones are known."""
        now, before = self._cgroup.peaks(), self._before
        memory = _risen(before.memory, now.memory)
        if self._peak is not None:
            with suppress(OSError, ValueError):
                memory = int(os.pread(self._peak, 40, 0))
            os.close(self._peak)
            self._peak = None
        return Peaks(memory, _risen(before.processes, now.processes))


def find(container: str, root: Path = ROOT) -> Cgroup | None:
    """The cgroup of the container with this id; None where this process cannot see it."""
    for place in _places(container):
        if (root / place / "memory.current").exists():
            return Cgroup("cgroup v2", root / place, root / place)
        if (root / "memory" / place / "memory.usage_in_bytes").exists():
            return Cgroup("cgroup v1", root / "memory" / place, root / "pids" / place)
    return None


def _places(container: str) -> Iterator[str]:
    """Where the drivers of the engine, cgroupfs and systemd, put it."""
    yield f"docker/{container}"
    yield f"system.slice/docker-{container}.scope"


def _number(path: Path) -> int | None:
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return int(os.read(file, 40))
    except (OSError, ValueError):  # the container is gone
        return None
    finally:
        os.close(file)


def _risen(before: int | None, now: int | None) -> int | None:
    return now if before is not None and now is not None and now > before else None
