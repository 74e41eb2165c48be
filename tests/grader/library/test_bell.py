"""Whether a box ran out of memory, heard from the kernel."""

import pytest

from grader import images
from grader.sandbox import BoxLimits, RunLimits, SandboxFault
from grader.sandbox.bell import Bell

LIMITS = RunLimits(cpu_seconds=5, wall_seconds=20)
GREEDY = ["python3", "-c", "bytearray(200 << 20)"]


@pytest.fixture
def box(engine):
    image = images.digest("python", engine.client)
    with engine.box(image=image, limits=BoxLimits(memory_mb=64, processes=8)) as box:
        if Bell.of(box._cgroup) is None:
            pytest.skip("the engine counts in another way here")
        yield box


@pytest.mark.engine
def test_it_rings_for_the_program_that_used_all_memory_and_for_no_later_one(box):
    box.run(GREEDY, limits=LIMITS)
    greedy = box.starved()
    box.run(["true"], limits=LIMITS)

    assert (greedy, box.starved()) == (True, False)


@pytest.mark.engine
def test_a_box_that_somebody_kills_has_not_starved(box, engine):
    box.run(["true"], limits=LIMITS)
    engine.client.kill(box.name)

    with pytest.raises(SandboxFault):
        box.put({"more": (b"", False)})

    assert not box.starved()


def test_there_is_none_where_no_cgroup_can_be_seen():
    assert Bell.of(None) is None
