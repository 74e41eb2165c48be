"""The Docker engine: whether it answers, opening a box, clearing away what dead workers left."""

import logging
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docker.errors import APIError, DockerException, NotFound
from docker.utils import kwargs_from_env
from requests.exceptions import RequestException

import docker

from . import counters, hardening
from .box import Box
from .fault import OutOfMemory, SandboxFault
from .hardening import LIFE, MB, ROLE, BoxLimits, Machine
from .pool import OpenBox, Pool
from .wire import Late, Wire, WireCut

log = logging.getLogger(__name__)
SITE, BOOT, WORKER, BORN = "bitgoeul.site", "bitgoeul.boot", "bitgoeul.worker", "bitgoeul.born"
YOUNG = 30  # seconds in which a box is left alone: its worker may just not have been heard of yet
CALL = 60  # seconds for a call of the engine
IN_USE = "current usage"  # in the words of runc, when a control group holds more than its new limit


@dataclass(frozen=True)
class EngineState:
    answers: bool
    version: str = ""
    trouble: str = ""  # a sentence for staff


class Engine:
    """The engine that the environment names (DOCKER_HOST), or the local one.

    `boot` is new at each start of a worker and tells its boxes from those of its dead predecessor. A worker
    without one gives no sign of life, and its boxes are left alone until they are too old.
    `site` tells apart academies that share an engine: each knows only its own workers.
    Several threads may use one Engine.
    """

    def __init__(self, *, boot: str = "", worker: str = "", site: str = "") -> None:
        self.boot, self.worker, self.site = boot, worker, site
        self.image_ids: dict[str, str] = {}  # tag → id, forgotten when a box cannot be made
        self._threads = threading.local()
        self._pool: Pool | None = None

    def keep_ahead(self, most: int) -> None:
        """From now on have up to `most` boxes ready before they are asked for, until `close`."""
        self.close()
        if most:
            self._pool = Pool(open_box=self.open, remove=self.remove, most=most)

    def close(self) -> None:
        """Remove the boxes that stand ready and those still to be removed. Boxes in use stay."""
        pool, self._pool = self._pool, None
        if pool:
            pool.close()

    @property
    def ready(self) -> list[int]:
        """How many boxes stand ready, kind by kind."""
        return self._pool.counts() if self._pool else []

    @property
    def rested(self) -> bool:
        """Whether everything is removed and made that should be."""
        return self._pool is None or self._pool.rested

    @property
    def client(self) -> docker.APIClient:
        """One connection per thread, made when first needed. Raises SandboxFault when nothing answers."""
        client: docker.APIClient | None = getattr(self._threads, "client", None)
        if client is None:
            with _our_fault("connect to the engine"):
                client = docker.APIClient(**kwargs_from_env(), version="auto", timeout=CALL)
            self._threads.client = client
        return client

    @cached_property
    def _host(self) -> dict[str, Any]:
        """What the engine says of itself and its machine."""
        with _our_fault("ask the engine about its machine"):
            return self.client.info()

    def answers(self) -> bool:
        """Whether it answers now. For its version, which `ping` asks for, it starts programs each time."""
        try:
            with _our_fault("reach the engine"):
                return bool(self.client.ping())
        except SandboxFault:
            self._threads.client = None
            return False

    def ping(self) -> EngineState:
        try:
            with _our_fault("ask the engine for its version"):
                return EngineState(answers=True, version=self.client.version()["Version"])
        except SandboxFault as fault:
            self._threads.client = None  # an engine that comes back may be another version
            return EngineState(answers=False, trouble=str(fault))

    @contextmanager
    def box(self, *, image: str, limits: BoxLimits, network_of: str = "") -> Iterator[Box]:
        """A fresh box of `image` (an id or tag) that serves once. Raises SandboxFault.

        It is gone afterwards, or soon afterwards where boxes are kept ahead. Its network is a loopback and
        nothing else: its own one, or that of the box named `network_of`.
        """
        pool = self._pool
        ahead = pool if not network_of else None
        opened = ahead.take(image, limits) if ahead else self.open(image, limits, network_of)
        try:
            with self._explained(opened.box.name, opened.wire, opened.box):
                yield opened.box
        finally:
            opened.box.close()
            opened.wire.close()
            if pool:
                pool.drop(opened)
            else:
                self.remove(opened.box.name)

    def open(self, image: str, limits: BoxLimits, network_of: str = "") -> OpenBox:
        """Create, attach, start, and wait for the greeting. Raises SandboxFault and leaves nothing then."""
        name = f"bitgoeul-box-{uuid.uuid4().hex[:16]}"
        with _our_fault("make a box"):
            container = self._create(name, image, limits, network_of)
        with ExitStack() as undo:
            undo.callback(self.remove, name)
            with _our_fault("start a box"):
                wire = self._attach(name)
                undo.callback(wire.close)
                self.client.start(name)
            with self._explained(name, wire):
                box = Box(
                    wire,
                    name=name,
                    memory_mb=limits.memory_mb,
                    cgroup=counters.find(container),
                    set_memory=lambda megabytes: self._set_memory(name, megabytes),
                )
            undo.pop_all()
        return OpenBox(box, wire, born=time.monotonic())

    def reap_orphans(self, live_boots: set[str]) -> int:
        """Remove boxes that nobody uses any more. Returns how many. Raises SandboxFault."""
        with _our_fault("list the boxes"):
            boxes = self.client.containers(all=True, filters={"label": f"{ROLE}=untrusted"})
        orphans = [box["Id"] for box in boxes if _is_orphan(box, live_boots, self.site)]
        for box_id in orphans:
            self.remove(box_id)
        return len(orphans)

    def _create(self, name: str, image: str, limits: BoxLimits, network_of: str) -> str:
        """Its id."""
        labels = {SITE: self.site, BOOT: self.boot, WORKER: self.worker, BORN: str(int(time.time()))}
        config = hardening.config(
            image=image,
            limits=limits,
            labels=labels,
            machine=Machine.told(self._host),
        )
        if network_of:
            hardening.join(config, network_of)
        try:
            return str(self.client.create_container_from_config(config, name)["Id"])
        except NotFound:
            self.image_ids.clear()  # the engine has lost its images, or is another one
            raise

    def _attach(self, name: str) -> Wire:
        """Before the start, or the first words of the box are lost."""
        streams = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
        return Wire(self.client.attach_socket(name, params=streams))

    def _set_memory(self, name: str, megabytes: int) -> None:
        """Raises OutOfMemory when the files in the box need more already (version 2 of cgroups kills it)."""
        size = megabytes * MB
        try:
            with _our_fault("change the memory of a box"):
                self.client.update_container(name, mem_limit=size, memswap_limit=size)
        except SandboxFault as fault:
            if IN_USE in str(fault):
                raise OutOfMemory(str(fault), box=name) from fault
            raise

    def _state(self, name: str) -> dict[str, Any]:
        """What the engine knows of a box; nothing when it does not answer."""
        try:
            state: dict[str, Any] = self.client.inspect_container(name)["State"]
        except (DockerException, RequestException, SandboxFault):
            return {}
        return state

    def remove(self, name: str) -> bool:
        """Whether the box is gone now."""
        try:
            self.client.remove_container(name, force=True, v=True)
        except NotFound:
            return True
        except (DockerException, RequestException, SandboxFault) as error:
            log.warning("Box %s could not be removed now: %s", name, error)  # the next reaping finds it
            return False
        return True

    @contextmanager
    def _explained(self, name: str, wire: Wire, box: Box | None = None) -> Iterator[None]:
        """Say of a box that fell silent what the engine knows of it, and what it said itself."""
        try:
            yield
        except (WireCut, Late) as fault:
            if fault.wire not in (None, wire):  # another box failed
                raise
            rang = box is not None and box.starved()
            state = self._state(name)
            said = f" It said: {bytes(wire.trouble)!r}." if wire.trouble else ""
            message = f"{fault} {_told(state)}{said}"
            if _killed(state) and (rang or state["OOMKilled"]):
                raise OutOfMemory(message, box=name) from fault
            raise SandboxFault(message) from fault


def _killed(state: dict[str, Any]) -> bool:
    """By the kernel, when no memory was left for the box, or by somebody else."""
    return bool(state) and not state["Running"] and state["ExitCode"] == 128 + signal.SIGKILL


def _told(state: dict[str, Any]) -> str:
    if not state:
        return "The engine does not answer either."
    return f"It is {state['Status']}, exit {state['ExitCode']}, out of memory: {state['OOMKilled']}."


def _is_orphan(box: dict[str, Any], live_boots: set[str], site: str) -> bool:
    labels = box["Labels"]
    boot, age = labels.get(BOOT, ""), time.time() - int(labels.get(BORN, 0))
    if age > LIFE + YOUNG:
        return True
    if boot in live_boots or labels.get(SITE, "") not in ("", site):
        return False
    return box["State"] in ("exited", "dead") or (bool(boot) and age > YOUNG)


@contextmanager
def _our_fault(what: str) -> Iterator[None]:
    """Turn what the client of the engine raises into a sentence."""
    try:
        yield
    except APIError as error:
        raise SandboxFault(f"The engine refused to {what}: {error.explanation}.") from error
    except (DockerException, RequestException, OSError) as error:
        raise SandboxFault(f"Could not {what}: {error}.") from error
