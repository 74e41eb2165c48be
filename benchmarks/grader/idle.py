"""What a box costs while it waits, and whether verdicts bear company."""

import re
import statistics
import tempfile
import threading
from pathlib import Path

from benchmarks.meter import FIRST_VERSION, ROOT, Meter
from grader import images
from grader.grading import Finished, grade
from grader.report import CaseResult
from grader.sandbox import BoxLimits, Engine
from grader.task import Task

BOXES, ROUNDS = 4, 3
# Counts until it has used so much computing time: one just below the limit, one above it.
SPIN = b"""import sys, time
while time.process_time() < float(sys.argv[1]): pass
"""
GRADING = """
image: python
limits: {cpu_seconds: 0.6, wall_seconds: 6}
stages:
  - name: spin
    kind: io
    title: {ko: 맴돌기, en: Spinning}
    command: [python3, spin.py]
    cases:
      - {name: within, args: ["0.45"], exit_status: 0}
      - {name: beyond, args: ["0.8"], exit_status: 0}
"""


def memory(engine: Engine, meter: Meter) -> str:
    """KiB of an idle box: what its control group holds, and what its keeper on the host has for itself."""
    image, found = images.digest("python", engine.client), []
    for _ in range(BOXES):
        with engine.box(image=image, limits=BoxLimits()) as box:
            about = engine.client.inspect_container(box.name)
            found.append((_of_group(meter, about["Id"]), _of_keeper(about["State"]["Pid"])))
    group, keeper = (statistics.median(values) for values in zip(*found, strict=True))
    return f"{(group + keeper) / 1024:.1f} MiB: control group {group:.0f} KiB, shim {keeper:.0f} KiB"


def _of_group(meter: Meter, box: str) -> float:
    path = f"{meter.boxes.lstrip('/')}/{box}"
    if FIRST_VERSION:
        return int((ROOT / "memory" / path / "memory.usage_in_bytes").read_text()) / 1024
    return int((ROOT / path / "memory.current").read_text()) / 1024


def _of_keeper(pid: int) -> float:
    """What the parent of the first process has for itself, in KiB: shared pages are counted by share."""
    parent = re.search(r"PPid:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert parent
    rollup = Path(f"/proc/{parent[1]}/smaps_rollup").read_text()
    return sum(int(size) for size in re.findall(r"Private_(?:Clean|Dirty):\s+(\d+)", rollup))


def stability(engine: Engine) -> str:
    """Verdicts, wall and CPU time of programs near their limit, alone and in company."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "grading.yaml").write_text(GRADING)
        task = Task.from_folder(Path(name))
    lines = [
        "| boxes at once | within the limit | beyond it | CPU ms within | wall ms within |",
        "|---|---|---|---|---|",
    ]
    for boxes in (1, BOXES):
        cases = [case for _ in range(ROUNDS) for case in _at_once(task, engine, boxes)]
        within = [case for case in cases if case.name == "within"]
        beyond = [case for case in cases if case.name == "beyond"]
        lines.append(
            f"| {boxes} | {sum(case.passed for case in within)} of {len(within)} passed"
            f" | {sum(case.outcome == 'time_limit' for case in beyond)} of {len(beyond)} stopped"
            f" | {_range([case.usage.cpu_ms for case in within])}"
            f" | {_range([case.usage.wall_ms for case in within])} |"
        )
    return "\n".join(lines)


def _range(values: list[float]) -> str:
    return f"{min(values):.0f} to {max(values):.0f}"


def _at_once(task: Task, engine: Engine, boxes: int) -> list[CaseResult]:
    found: list[CaseResult] = []

    def judge() -> None:
        for event in grade(task, {"spin.py": (SPIN, False)}, engine):
            if isinstance(event, Finished):
                found.extend(event.report.cases)

    threads = [threading.Thread(target=judge) for _ in range(boxes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
