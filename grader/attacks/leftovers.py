"""What an attack leaves on the host when its box is gone: nothing, if the walls hold."""

import glob
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from grader.sandbox import BoxLimits, Engine
from grader.sandbox.pool import OpenBox

# Version 1 has one tree per controller; systemd has a slice.
CGROUPS = (
    "/sys/fs/cgroup/docker/{box}",
    "/sys/fs/cgroup/*/docker/{box}",
    "/sys/fs/cgroup/system.slice/docker-{box}.scope",
    "/sys/fs/cgroup/*/system.slice/docker-{box}.scope",
)
PATIENCE = 5.0  # seconds in which the engine and the kernel may finish clearing up


class WatchedEngine(Engine):
    """An engine that remembers the containers of its boxes."""

    def __init__(self, **names: str) -> None:
        super().__init__(**names)
        self.containers: list[str] = []

    @cached_property
    def root(self) -> str:
        """Where the engine keeps its files."""
        return str(self.client.info()["DockerRootDir"])

    def open(self, image: str, limits: BoxLimits, network_of: str = "") -> OpenBox:
        opened = super().open(image, limits, network_of)
        self.containers.append(self.client.inspect_container(opened.box.name)["Id"])
        return opened


def leftovers(engine: WatchedEngine) -> list[str]:
    """Of all boxes so far, which are forgotten when nothing of them is left."""
    deadline = time.monotonic() + PATIENCE
    while (found := _found(engine)) and time.monotonic() < deadline:
        time.sleep(0.02)
    engine.containers.clear()
    return found


def _found(engine: WatchedEngine) -> list[str]:
    """Containers by the engine; cgroups, processes and files where the engine is on this machine."""
    here = {box["Id"] for box in engine.client.containers(all=True)} if engine.containers else set()
    root = Path(engine.root)
    found = [f"container {box[:12]}" for box in engine.containers if box in here]
    for box in engine.containers:
        found += [f"cgroup {path}" for where in CGROUPS for path in glob.glob(where.format(box=box))]
        found += [f"file {path}" for path in _files(root, box) if path.exists()]
    return found + list(_processes(engine.containers))


def _files(root: Path, box: str) -> tuple[Path, ...]:
    return root / "containers" / box, root / "image" / "overlay2" / "layerdb" / "mounts" / box


def _processes(boxes: list[str]) -> Iterator[str]:
    for path in glob.glob("/proc/[0-9]*/cgroup"):
        try:
            groups = Path(path).read_text()
        except OSError:
            continue  # it has ended
        if any(box in groups for box in boxes):
            yield f"process {path.split('/')[2]}"
