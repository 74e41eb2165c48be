import os
import time
from datetime import UTC, datetime

from projects.git import janitor, repositories
from projects.git.janitor import tidy
from projects.git.process import run
from projects.git.turns import turn
from projects.git.uploads import commit_files
from projects.intake.limits import Limits


def commit(repository, number):
    person = {"author": "Ada", "email": "a@b.c", "message": "Work", "when": datetime.now(UTC)}
    return commit_files(repository, {"a": (b"%d" % number, False)}, limits=Limits(), **person)


def test_the_leavings_of_killed_processes_are_cleared_in_every_repository(tmp_path):
    lost = [
        repositories.create(tmp_path, key) / "objects/tmp_objdir-incoming-x/pack" for key in ("one", "two")
    ]
    for folder in lost:
        folder.mkdir(parents=True)

    tidy(tmp_path)

    assert [folder.exists() for folder in lost] == [False, False]


def test_a_repository_in_use_is_left_alone(tmp_path):
    repository = repositories.create(tmp_path, "team")
    with turn(repository):
        incoming = repository / "objects/tmp_objdir-incoming-x"
        incoming.mkdir()

        tidy(tmp_path)

        assert incoming.exists()


def test_half_made_repositories_are_removed_when_they_are_old(tmp_path):
    old, young = tmp_path / ".new-old", tmp_path / ".new-young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, time.time() - 7200))

    tidy(tmp_path)

    assert [old.exists(), young.exists()] == [False, True]


def test_many_packs_become_one_and_lose_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(janitor, "PACKS", 3)
    repository = repositories.create(tmp_path, "team")
    commits = [commit(repository, number) for number in range(5)]

    tidy(tmp_path)

    assert len(list(repository.glob("objects/pack/*.pack"))) == 1
    assert run(repository, "rev-list", "main").decode().split() == commits[::-1]
