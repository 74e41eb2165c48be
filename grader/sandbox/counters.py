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
class Counters:
    """Of all processes of the container together, the first one too; None where the kernel does not say."""

    cpu_us: int | None = None
    memory: int | None = None  # bytes, files in its temporary folders too
    memory_peak: int | None = None
    memory_kills: int | None = None
    processes: int | None = None  # threads too
    processes_peak: int | None = None
    processes_refused: int | None = None


@dataclass(frozen=True)
class Cgroup:
    """The folders of one container. Version 2 has one for everything."""

    version: Version
    memory: Path
    cpu: Path
    pids: Path

    def read(self) -> Counters:
        first = self.version == "cgroup v1"
        nanoseconds = _number(self.cpu / "cpuacct.usage") if first else None
        events = self.memory / ("memory.oom_control" if first else "memory.events")
        return Counters(
            cpu_us=nanoseconds // 1000 if nanoseconds else _number(self.cpu / "cpu.stat", "usage_usec"),
            memory=_number(self.memory / ("memory.usage_in_bytes" if first else "memory.current")),
            memory_peak=_number(self.memory / self._peak),
            memory_kills=_number(events, "oom_kill"),
            processes=_number(self.pids / "pids.current"),
            processes_peak=_number(self.pids / "pids.peak"),  # of newer kernels
            processes_refused=_number(self.pids / "pids.events", "max"),
        )

    def watch(self) -> "Watch":
        return Watch(self)

    @property
    def _peak(self) -> str:
        return "memory.max_usage_in_bytes" if self.version == "cgroup v1" else "memory.peak"

    def open_peak(self) -> int | None:
        """The file of the peak, which starts anew from here; None where we may not let it."""
        try:
            file = os.open(self.memory / self._peak, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            os.write(file, b"0")  # version 2: only for this open file, and only by kernels from 6.12 on
        except OSError:
            os.close(file)
            return None
        return file


class Watch:
    """What one program used, between `watch` and `end`."""

    def __init__(self, cgroup: Cgroup):
        self._cgroup, self._before = cgroup, cgroup.read()
        self._peak = cgroup.open_peak()

    def end(self) -> Counters:
        """The peaks are those of this time alone, and None where only older ones are known."""
        now, before = self._cgroup.read(), self._before
        memory_peak = _risen(before.memory_peak, now.memory_peak)
        if self._peak is not None:
            with suppress(OSError, ValueError):
                memory_peak = int(os.pread(self._peak, 40, 0))
            os.close(self._peak)
            self._peak = None
        return Counters(
            cpu_us=_difference(before.cpu_us, now.cpu_us),
            memory=now.memory,
            memory_peak=memory_peak,
            memory_kills=_difference(before.memory_kills, now.memory_kills),
            processes=now.processes,
            processes_peak=_risen(before.processes_peak, now.processes_peak),
            processes_refused=_difference(before.processes_refused, now.processes_refused),
        )


def find(container: str, root: Path = ROOT) -> Cgroup | None:
    """The cgroup of the container with this id; None where this process cannot see it."""
    for place in _places(container):
        if (root / place / "memory.current").exists():
            return Cgroup("cgroup v2", *[root / place] * 3)
        if (root / "memory" / place / "memory.usage_in_bytes").exists():
            return Cgroup(
                "cgroup v1", root / "memory" / place, root / "cpuacct" / place, root / "pids" / place
            )
    return None


def _places(container: str) -> Iterator[str]:
    """Where the drivers of the engine, cgroupfs and systemd, put it."""
    yield f"docker/{container}"
    yield f"system.slice/docker-{container}.scope"


def _number(path: Path, key: str = "") -> int | None:
    """The number in the file, or the one behind `key`."""
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        words = line.split()
        if words[:-1] == ([key] if key else []) and words[-1].isdigit():
            return int(words[-1])
    return None


def _difference(before: int | None, now: int | None) -> int | None:
    return None if before is None or now is None else now - before


def _risen(before: int | None, now: int | None) -> int | None:
    return now if before is not None and now is not None and now > before else None
