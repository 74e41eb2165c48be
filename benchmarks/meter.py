"""Wall and CPU time of everything that takes part in a measurement, and tables of ratios.

CPU time is read from a control group that holds this process, the engine and all containers, so it does not
depend on who else uses the machine. Needs root; version 1 (cpuacct) and 2 of control groups.
"""

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
FIRST_VERSION = (ROOT / "cpuacct").exists()


class Meter:
    """`name` is the control group; the engine's containers belong below `name`/boxes."""

    def __init__(self) -> None:
        self.name = f"bitgoeul-benchmark-{os.getpid()}"
        self.boxes = f"/{self.name}/boxes"
        self._folder = (ROOT / "cpuacct" if FIRST_VERSION else ROOT) / self.name

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Move this process, and so what it starts, into the group."""
        own = self._folder / "processes"
        own.mkdir(parents=True)
        (own / "cgroup.procs").write_text(str(os.getpid()))
        try:
            yield
        finally:
            (self._folder.parent / "cgroup.procs").write_text(str(os.getpid()))
            self._clear()

    def cpu(self) -> float:
        """Milliseconds that the group has used."""
        if FIRST_VERSION:
            return int((self._folder / "cpuacct.usage").read_text()) / 1e6
        stat = dict(line.split() for line in (self._folder / "cpu.stat").read_text().splitlines())
        return int(stat["usage_usec"]) / 1e3

    def _clear(self) -> None:
        hierarchies = ROOT.iterdir() if FIRST_VERSION else [ROOT]
        for group in [hierarchy / self.name for hierarchy in hierarchies]:
            for folder in sorted([*group.rglob("*/"), group], key=lambda path: -len(path.parts)):
                if folder.is_dir():
                    try:
                        folder.rmdir()
                    except OSError:
                        print(f"left behind: {folder}")


@dataclass
class Measured:
    """What one variant took, round by round, in milliseconds."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def once(work: Callable[[], object], settle: Callable[[], object], meter: Meter, into: Measured) -> None:
    """Wall time until `work` returns; CPU time until `settle` has, because clearing away is work too."""
    cpu, begun = meter.cpu(), time.perf_counter()
    work()
    into.wall.append((time.perf_counter() - begun) * 1000)
    settle()
    into.cpu.append(meter.cpu() - cpu)


def spread(values: list[float]) -> str:
    """Median and the middle half of the values."""
    if len(values) < 4:
        return f"{statistics.median(values):.1f}"
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.1f} ({low:.1f} to {high:.1f})"


def table(title: str, rows: dict[str, Measured], *, base: str) -> str:
    wall, cpu = (statistics.median(values) for values in (rows[base].wall, rows[base].cpu))
    lines = [f"### {title}", "", "| variant | wall ms | x | CPU ms | x | n |", "|---|---|---|---|---|---|"]
    for name, row in rows.items():
        lines.append(
            f"| {name} | {spread(row.wall)} | {statistics.median(row.wall) / wall:.2f}"
            f" | {spread(row.cpu)} | {statistics.median(row.cpu) / cpu:.2f} | {len(row.wall)} |"
        )
    return "\n".join(lines)


def machine(engine_version: str) -> str:
    """Where and when."""
    names = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in names if line.startswith("model name")), "?")
    groups = "v1" if FIRST_VERSION else "v2"
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{date.today()}, {os.cpu_count()} x {model}, Linux {platform.release()}, engine {engine_version},"
        f" control groups {groups}, load average {load}"
    )
