import pytest

from grader import images
from grader.images import ImageFault
from grader.sandbox import BoxLimits, RunLimits

ASKED = """
import os, numpy
numpy.linalg.inv(numpy.eye(500))
print(os.environ["OMP_NUM_THREADS"], len(os.listdir("/proc/self/task")))
"""


def test_each_folder_with_a_dockerfile_is_an_image():
    assert images.names() == ["c", "ml", "python"]


def test_a_tag_follows_the_sources(tmp_path, monkeypatch):
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "Dockerfile").write_text("ARG BASE\nFROM ${BASE}\n")
    monkeypatch.setattr(images, "FOLDER", tmp_path)
    images.tag.cache_clear()

    before = images.tag("tiny")
    (tmp_path / "tiny" / "Dockerfile").write_text("ARG BASE\nFROM ${BASE}\nRUN true\n")
    images.tag.cache_clear()

    assert before.startswith("bitgoeul/grader-tiny:")
    assert images.tag("tiny") != before
    images.tag.cache_clear()


def test_an_unknown_image_is_told_with_the_known_ones():
    with pytest.raises(ImageFault, match="There is no image 'cobol'; there are: c, ml, python"):
        images.tag("cobol")


@pytest.mark.engine
def test_an_unchanged_image_is_not_built_again(engine):
    said = []

    digest = images.build("python", said.append, engine.client)

    assert said == []
    assert digest == images.digest("python", engine.client)


@pytest.mark.engine
def test_a_build_that_fails_says_why(engine, tmp_path, monkeypatch):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "Dockerfile").write_text(
        "ARG BASE=debian:bookworm-slim\nFROM ${BASE}\nRUN echo hello; echo the reason >&2; false\n"
    )
    monkeypatch.setattr(images, "FOLDER", tmp_path)
    images.tag.cache_clear()

    with pytest.raises(ImageFault, match=r"'broken' could not be built: .*the reason"):
        images.build("broken", print, engine.client)
    images.tag.cache_clear()


@pytest.mark.engine
def test_the_image_for_machine_learning_is_small_and_keeps_to_one_thread(engine):
    image = images.build("ml", print, engine.client)

    with engine.box(image=image, limits=BoxLimits(memory_mb=256, processes=8)) as box:
        ended = box.run(["python3", "-c", ASKED], limits=RunLimits(cpu_seconds=20, wall_seconds=60))

    assert engine.client.inspect_image(image)["Size"] < 1.5e9
    assert ended.stdout.decode().split() == ["1", "1"]
