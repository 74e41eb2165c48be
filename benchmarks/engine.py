"""A Docker engine for measurements: its processes and containers belong to the meter's control group.

The images are taken over from the ordinary engine once and kept in VAR_DIR/benchmark-engine.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docker.errors import ImageNotFound

import docker
from benchmarks.meter import Meter
from grader import images
from tests.e2e.engine import Engine


@contextmanager
def measured_engine(meter: Meter) -> Iterator[str]:
    """Its address, also in DOCKER_HOST meanwhile."""
    folder = Path(os.environ.get("VAR_DIR", "var")).resolve() / "benchmark-engine"
    folder.mkdir(parents=True, exist_ok=True)
    engine = Engine(folder)
    engine.start("--cgroup-parent", meter.boxes)
    ordinary = os.environ.get("DOCKER_HOST")
    try:
        for name in ("python", "c"):
            _take_over(engine, images.tag(name))
        os.environ["DOCKER_HOST"] = engine.address
        yield engine.address
    finally:
        os.environ.pop("DOCKER_HOST")
        if ordinary:
            os.environ["DOCKER_HOST"] = ordinary
        _clear(engine)


def _take_over(engine: Engine, tag: str) -> None:
    try:
        docker.APIClient(engine.address).inspect_image(tag)
    except ImageNotFound:
        print(f"taking over {tag}", flush=True)
        engine.load(tag)


def _clear(engine: Engine) -> None:
    with suppress(docker.errors.DockerException):
        client = docker.APIClient(engine.address, timeout=30)
        for container in client.containers(all=True):
            client.remove_container(container["Id"], force=True)
    engine.kill(signal.SIGTERM)
