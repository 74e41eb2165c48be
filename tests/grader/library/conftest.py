"""The real engine with the real images; tests that ask for it carry the marker `engine`."""

import time

import pytest

from grader import images
from grader.sandbox import BoxLimits, Engine
from grader.task import Task


@pytest.fixture(scope="session")
def engine():
    engine = Engine(boot="tests", worker="tests")
    for name in ("c", "python"):  # those that few tests need are built there: they are large
        images.build(name, print, engine.client)
    return engine


@pytest.fixture
def box(engine):
    image = images.digest("python", engine.client)
    with engine.box(image=image, limits=BoxLimits(memory_mb=128, processes=16)) as box:
        yield box


@pytest.fixture
def write_task(tmp_path):
    """Write a folder of `grading.yaml` and files, and read it as a task."""

    def write(grading, files=()):
        (tmp_path / "grading.yaml").write_text(grading, encoding="utf-8")
        for name, content in dict(files).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
        return Task.from_folder(tmp_path)

    return write


@pytest.fixture
def eventually():
    """Wait until something is true, at most ten seconds."""

    def wait(is_so):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if is_so():
                return True
            time.sleep(0.02)
        return False

    return wait
