"""What goes wrong: each fault strikes, lasts for a moment, and is mended as an operator would."""

import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import docker
from benchmarks.drill.site import Site

Fault = Callable[[Site, random.Random], None]
CALM = (0.5, 3.0)  # seconds that a fault lasts


def _wait(chance: random.Random) -> None:
    time.sleep(chance.uniform(*CALM))


def _process(*names: str, sign: int = signal.SIGKILL) -> Fault:
    def strike(site: Site, chance: random.Random) -> None:
        name = chance.choice(names)
        site.end(name, sign)
        _wait(chance)
        site.spawn(name)

    return strike


def _engine(sign: int) -> Fault:
    def strike(site: Site, chance: random.Random) -> None:
        engine = site.engines[chance.choice(list(site.engines))]
        engine.kill(sign)
        _wait(chance)
        engine.start()

    return strike


def _service(pid_file: str) -> Fault:
    def strike(site: Site, chance: random.Random) -> None:
        site.kill_service(pid_file)
        _wait(chance)
        site.restart_services()

    return strike


def box(site: Site, chance: random.Random) -> None:
    """Kill one container, of a run or one that waits for a run."""
    name = chance.choice(list(site.engines))
    with suppress(docker.errors.DockerException, OSError):
        if found := site.boxes(name):
            client = docker.APIClient(site.engines[name].address, timeout=10)
            client.kill(chance.choice(found)["Id"])


def disk(site: Site, chance: random.Random) -> None:
    """Fill the disk of an engine to the brim, and make room again."""
    name = chance.choice(list(site.engines))
    site.fill_disk(name)
    _wait(chance)
    site.free_disk(name)


WORKERS = ("worker-1", "worker-2")
FAULTS: dict[str, Fault] = {
    "worker killed": _process(*WORKERS),
    "worker told to end": _process(*WORKERS, sign=signal.SIGTERM),
    "engine killed": _engine(signal.SIGKILL),
    "engine told to end": _engine(signal.SIGTERM),
    "Redis killed": _service("redis/pid"),
    "PostgreSQL killed": _service("postgresql/data/postmaster.pid"),
    "box killed": box,
    "disk full": disk,
    "beat killed": _process("beat"),
    "web killed": _process("web"),
}
