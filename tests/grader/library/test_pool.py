"""Boxes made ahead: they are there when they are wanted, serve once, and nothing is left of them."""

import os
import signal
import subprocess
import sys
import threading
import uuid

import pytest

from grader import images
from grader.sandbox import BoxLimits, Engine, RunLimits, SandboxFault
from grader.sandbox.engine import BOOT, WORKER
from grader.sandbox.hardening import ROLE
from grader.sandbox.pool import IDLE, Shelf

SMALL, OTHER, THIRD = (BoxLimits(memory_mb=64, processes=number) for number in (4, 5, 6))
DOOMED = """
import sys, time
from grader import images
from grader.sandbox import BoxLimits, Engine
engine = Engine(boot=sys.argv[1])
engine.keep_ahead(2)
with engine.box(image=images.digest("python", engine.client), limits=BoxLimits(64, 4)):
    pass
while engine.ready != [2]:
    time.sleep(0.02)
print("ready", flush=True)
time.sleep(100)
"""


@pytest.fixture
def image(engine):
    return images.digest("python", engine.client)


@pytest.fixture
def keeping():
    """An engine that keeps up to four boxes ahead."""
    engine = Engine(boot=f"pool-{uuid.uuid4().hex}", worker="pool-tests")
    engine.keep_ahead(4)
    yield engine
    engine.close()


def use(engine, image, limits=SMALL):
    with engine.box(image=image, limits=limits) as box:
        assert box.run(["echo", "ready"], limits=RunLimits()).stdout == b"ready\n"
    return box.name


def standing(engine, boot):
    """Name → labels of the containers of one start of a worker."""
    found = engine.client.containers(all=True, filters={"label": f"{BOOT}={boot}"})
    return {box["Names"][0][1:]: box["Labels"] for box in found}


def settled(engine):
    """Whether two boxes stand ready and the used one is gone."""
    return engine.ready == [2] and len(standing(engine, engine.boot)) == 2


@pytest.mark.parametrize(
    ("asked", "now", "wanted"),
    [
        ([0.0], 1.0, 2),
        ([0.0] * 9, 1.0, 2),
        ([0.0] * 10, 1.0, 3),
        ([0.0] * 20, 1.0, 4),
        ([0.0] * 20, 100.0, 2),
        ([0.0], IDLE + 1, 0),
    ],
)
def test_more_boxes_stand_ready_the_more_are_asked_for(asked, now, wanted):
    shelf = Shelf()
    shelf.asked.extend(asked)

    assert shelf.wanted(now) == wanted


@pytest.mark.engine
def test_after_the_first_hand_in_boxes_stand_ready(engine, keeping, image, eventually):
    use(keeping, image)
    assert eventually(lambda: settled(keeping))
    ready = standing(engine, keeping.boot)

    name = use(keeping, image)

    assert name in ready
    assert {(labels[ROLE], labels[WORKER]) for labels in ready.values()} == {("untrusted", "pool-tests")}


@pytest.mark.engine
def test_a_box_serves_once_and_is_removed(engine, keeping, image, eventually):
    names = [use(keeping, image) for _ in range(4)]

    assert len(set(names)) == 4
    assert eventually(lambda: not set(names) & standing(engine, keeping.boot).keys())


@pytest.mark.engine
def test_a_box_that_died_while_it_waited_is_not_handed_out(engine, keeping, image, eventually):
    use(keeping, image)
    assert eventually(lambda: settled(keeping))
    dead = standing(engine, keeping.boot)
    for name in dead:
        engine.client.kill(name)

    name = use(keeping, image)

    assert name not in dead
    assert eventually(lambda: not dead.keys() & standing(engine, keeping.boot).keys())


@pytest.mark.engine
def test_all_kinds_together_have_no_more_than_the_most(engine, keeping, image, eventually):
    for limits in (SMALL, OTHER, THIRD):
        use(keeping, image, limits)

    assert eventually(lambda: sorted(keeping.ready) == [1, 1, 2])
    assert eventually(lambda: len(standing(engine, keeping.boot)) == 4)


@pytest.mark.engine
def test_several_threads_get_boxes_of_their_own(keeping, image):
    names = []
    threads = [threading.Thread(target=lambda: names.append(use(keeping, image))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(names)) == 4


@pytest.mark.engine
def test_closing_leaves_nothing(engine, keeping, image, eventually):
    use(keeping, image)
    assert eventually(lambda: settled(keeping))

    keeping.close()

    assert standing(engine, keeping.boot) == {}
    assert keeping.ready == []


@pytest.mark.engine
def test_a_box_in_use_outlives_the_closing(engine, keeping, image):
    with keeping.box(image=image, limits=SMALL) as box:
        keeping.close()

        assert box.run(["echo", "alive"], limits=RunLimits()).stdout == b"alive\n"

    assert standing(engine, keeping.boot) == {}


@pytest.mark.engine
def test_boxes_that_stand_ready_die_with_their_worker(engine, eventually):
    boot = f"doomed-{uuid.uuid4().hex}"
    worker = subprocess.Popen([sys.executable, "-c", DOOMED, boot], stdout=subprocess.PIPE, text=True)
    assert worker.stdout.readline() == "ready\n"
    assert len(standing(engine, boot)) >= 2

    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()

    running = {"label": f"{BOOT}={boot}", "status": "running"}
    assert eventually(lambda: not engine.client.containers(filters=running))
    boxes = engine.client.containers(all=True, filters={"label": f"{ROLE}=untrusted"})
    engine.reap_orphans(live_boots={box["Labels"].get(BOOT, "") for box in boxes} - {boot})
    assert standing(engine, boot) == {}


def test_without_an_engine_a_pool_says_so_like_a_box(monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    engine = Engine()
    engine.keep_ahead(2)

    with pytest.raises(SandboxFault, match="Could not connect"), engine.box(image="any", limits=SMALL):
        pass

    engine.close()
    assert engine.ready == []


@pytest.mark.engine
def test_an_image_that_the_engine_lost_is_asked_for_again(engine, image):
    assert images.remembered("python", engine) == image
    engine.image_ids[images.tag("python")] = "sha256:" + "0" * 64
    with (
        pytest.raises(SandboxFault, match="No such image"),
        engine.box(image=images.remembered("python", engine), limits=SMALL),
    ):
        pass

    assert images.remembered("python", engine) == image
