"""The skeleton of each kind can be graded at once, and says what is missing."""

import re

import pytest
from django.core.management import CommandError, call_command

from grader import images
from grader.proof import prove
from grader.task import Task
from grader.trials import Trials
from projects.folder import skeleton
from projects.folder.project import read_folder

FEW_CASES, FEW_WRONG = (
    r"cases: [23]; write at least 10",
    "wrong solutions: 1; write at least 6",
)


@pytest.mark.engine
@pytest.mark.parametrize("kind", skeleton.KINDS)
def test_a_skeleton_lacks_nothing_but_what_it_says(engine, tmp_path, kind):
    folder = tmp_path / "bus-times"
    skeleton.make(folder, kind)
    for image in Task.from_folder(folder).images:
        images.build(image, print, engine.client)

    proof = prove(folder, Trials(engine), files=read_folder(folder).project.files)

    gaps = [fault for fault in proof.faults if "still to be written" in fault]
    others = [fault for fault in proof.faults if fault not in gaps and not re.fullmatch(FEW_CASES, fault)]
    assert others == [FEW_WRONG]
    assert "subject.ko.md:1: still to be written: # 제목" in gaps
    assert proof.caught == proof.wrong == 1


def test_a_new_project_tells_what_is_still_to_be_written(tmp_path, capsys):
    call_command("new_project", "bus-times", "--kind", "io", "--root", tmp_path)

    said = capsys.readouterr().out.splitlines()
    assert "bus-times/subject.en.md:1: still to be written: # the title" in said
    assert "bus-times/project.yaml:12: still to be written: skills: [problem-solving]" in said
    assert said[-1].startswith("Then: python manage.py check_curriculum bus-times ")
    assert len(said) == 1 + sum(1 for _ in skeleton.gaps(tmp_path / "bus-times"))


def test_no_folder_is_written_over_and_no_name_leads_elsewhere(tmp_path):
    call_command("new_project", "bus-times", "--kind", "call", "--root", tmp_path)

    with pytest.raises(CommandError, match="is there already"):
        call_command("new_project", "bus-times", "--kind", "io", "--root", tmp_path)
    with pytest.raises(CommandError, match="small letters"):
        call_command("new_project", "../bus", "--kind", "io", "--root", tmp_path)
    assert not list(tmp_path.glob("bus-times/cases/*"))
