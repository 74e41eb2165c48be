"""Sample submissions, each with the outcome that it must get. A name begins with that of its task."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from grader import images
from grader.grading import Finished, grade
from grader.local_tree import read_tree
from grader.task import Task

HERE = Path(__file__).parent
SAMPLES = sorted(path.parent.name for path in (HERE / "samples").glob("*/expected.yaml"))


@pytest.mark.engine
@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_gets_its_outcome(engine, sample):
    folder = HERE / "samples" / sample
    expected = YAML(typ="safe").load(folder / "expected.yaml")
    task = Task.from_folder(HERE / "tasks" / sample.partition("-")[0])
    images.build(task.image, print, engine.client)
    tree = {path: file for path, file in read_tree(folder).items() if path != "expected.yaml"}

    report = next(event.report for event in grade(task, tree, engine) if isinstance(event, Finished))

    assert {f"{case.stage}/{case.name}": case.outcome for case in report.cases} == expected["outcomes"]
    if "message" in expected:
        assert str(report.cases[0].message) == expected["message"]
    if "verdict" in expected:
        assert report.verdict == expected["verdict"]
