"""The engine as a whole: whether it answers, what dies with its worker, what is cleared away."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest
from docker.errors import NotFound

from grader import images
from grader.sandbox import BoxLimits, Engine, RunLimits, SandboxFault
from grader.sandbox.engine import BOOT, BORN, SITE, YOUNG
from grader.sandbox.hardening import LIFE, ROLE

SMALL = BoxLimits(memory_mb=64, processes=4)
WORKER = """
import sys
from grader import images
from grader.sandbox import BoxLimits, Engine, RunLimits
engine = Engine(boot=sys.argv[1])
with engine.box(image=images.digest("python", engine.client), limits=BoxLimits(64, 4)) as box:
    print(box.name, flush=True)
    box.run(["sh", "-c", "while :; do :; done"], limits=RunLimits(cpu_seconds=100, wall_seconds=100))
"""


@pytest.fixture
def make_container(engine):
    """Make containers with the labels of a box that do nothing."""
    made = []

    def make(*, boot, age, running, site=""):
        labels = {ROLE: "untrusted", SITE: site, BOOT: boot, BORN: str(int(time.time()) - age)}
        image = images.digest("python", engine.client)
        config = {"Image": image, "Cmd": ["sleep", "100"], "Labels": labels, "NetworkDisabled": True}
        made.append(engine.client.create_container_from_config(config)["Id"])
        engine.client.start(made[-1])
        if not running:
            engine.client.kill(made[-1])
        return made[-1]

    yield make
    for name in made:
        with suppress(NotFound):
            engine.client.remove_container(name, force=True)


def others(engine):
    """The boots of whoever else uses this engine now, and those that the tests call alive."""
    boxes = engine.client.containers(all=True, filters={"label": f"{ROLE}=untrusted"})
    return {box["Labels"].get(BOOT, "") for box in boxes} - {"dead-boot", "new-boot", "doomed", ""}


def names(engine, boot):
    found = engine.client.containers(all=True, filters={"label": f"{BOOT}={boot}"})
    return {box["Id"] for box in found}


@pytest.mark.engine
def test_an_engine_that_answers_says_its_version(engine):
    state = engine.ping()

    assert state.answers
    assert state.version == engine.client.version()["Version"]
    assert state.trouble == ""
    assert engine.answers()


@pytest.mark.parametrize("address", ["unix:///nowhere/docker.sock", "tcp://127.0.0.1:1"])
def test_an_engine_that_is_gone_is_told_in_a_sentence(monkeypatch, address):
    monkeypatch.setenv("DOCKER_HOST", address)
    engine = Engine()

    state = engine.ping()

    assert not state.answers
    assert state.trouble.startswith("Could not connect to the engine")
    assert not engine.answers()


def test_a_box_without_an_engine_is_our_fault(monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")

    with pytest.raises(SandboxFault, match="Could not connect"), Engine().box(image="any", limits=SMALL):
        pass


@pytest.mark.engine
def test_a_box_of_an_image_that_is_gone_is_our_fault(engine):
    with pytest.raises(SandboxFault, match="refused to make a box: No such image"):  # noqa: SIM117
        with engine.box(image="bitgoeul/no-such-image", limits=SMALL):
            pass


@pytest.mark.engine
def test_one_engine_serves_several_threads(engine):
    image, said = images.digest("python", engine.client), []

    def use_a_box(number):
        with engine.box(image=image, limits=SMALL) as box:
            said.append(box.run(["echo", str(number)], limits=RunLimits()).stdout)

    threads = [threading.Thread(target=use_a_box, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == [b"0\n", b"1\n", b"2\n"]


@pytest.mark.engine
def test_a_box_dies_with_its_worker(engine, eventually):
    worker = subprocess.Popen([sys.executable, "-c", WORKER, "doomed"], stdout=subprocess.PIPE, text=True)
    name = worker.stdout.readline().strip()
    assert engine.client.inspect_container(name)["State"]["Running"]

    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()

    assert eventually(lambda: not engine.client.inspect_container(name)["State"]["Running"])
    engine.reap_orphans(live_boots=others(engine))
    assert names(engine, "doomed") == set()


@pytest.mark.engine
@pytest.mark.parametrize(
    ("boot", "age", "running"),
    [
        ("dead-boot", YOUNG + 1, True),
        ("dead-boot", 0, False),
        ("live-boot", LIFE + YOUNG + 1, True),
        ("", 0, False),
        ("", LIFE + YOUNG + 1, True),
    ],
)
def test_a_box_that_nobody_uses_is_removed(engine, make_container, boot, age, running):
    name = make_container(boot=boot, age=age, running=running)

    engine.reap_orphans(live_boots=others(engine))

    assert name not in names(engine, boot)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("boot", "age", "running"),
    [
        ("live-boot", YOUNG + 1, True),
        ("live-boot", 0, False),
        ("new-boot", 0, True),
        ("", YOUNG + 1, True),
    ],
)
def test_a_box_that_may_be_in_use_is_left_alone(engine, make_container, boot, age, running):
    name = make_container(boot=boot, age=age, running=running)

    engine.reap_orphans(live_boots=others(engine))

    assert name in names(engine, boot)


@pytest.mark.engine
@pytest.mark.parametrize("running", [True, False])
def test_a_box_of_another_academy_is_left_alone(engine, make_container, running):
    name = make_container(boot="dead-boot", age=YOUNG + 1, running=running, site="neighbour")

    engine.reap_orphans(live_boots=others(engine))

    assert name in names(engine, "dead-boot")


@pytest.mark.engine
def test_a_box_of_an_academy_that_is_gone_is_removed_when_it_is_too_old(engine, make_container):
    name = make_container(boot="dead-boot", age=LIFE + YOUNG + 1, running=True, site="neighbour")

    engine.reap_orphans(live_boots=others(engine))

    assert name not in names(engine, "dead-boot")
