import io
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage, storages

from projects import trees
from projects.git import repositories
from projects.git.process import environment
from projects.git.uploads import commit_files
from projects.intake.limits import Limits
from projects.intake.refused import HandInRefused
from tests.racing import at_once

FILES = {
    "ex00/hello.py": (b"print('hello')\n", False),
    "run": (b"#!/bin/sh\n", True),
    "빈 파일": (b"", False),
}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def repository(tmp_path):
    return repositories.create(tmp_path / "git", "team")


def commit(repository, files, **limits):
    person = {"author": "Ada", "email": "ada@example.org", "message": "Work", "when": NOON}
    return commit_files(repository, files, limits=Limits(**limits), **person)


def test_a_pinned_tree_gives_back_what_was_committed(repository):
    pinned = trees.pin(repository, commit(repository, FILES))

    assert (pinned.files, pinned.bytes) == (3, 25)
    assert trees.load(pinned.digest) == FILES
    assert trees.leaves(pinned.digest) == [
        ("ex00/hello.py", 15, False),
        ("run", 10, True),
        ("빈 파일", 0, False),
    ]


def test_equal_trees_share_their_bytes_whatever_their_history(repository, tmp_path):
    other = repositories.create(tmp_path / "git", "other")
    commit(other, {"something": (b"else", False)})

    pins = {
        trees.pin(repository, commit(repository, FILES)),
        trees.pin(repository, commit(repository, FILES)),
        trees.pin(other, commit(other, FILES)),
    }

    assert len(pins) == 1
    assert len(stored()) == 1


def stored():
    return [file for file in Path(storages["trees"].path("")).rglob("*") if file.is_file()]


def test_one_bit_makes_another_tree(repository):
    plain = trees.pin(repository, commit(repository, {"run": (b"x", False)}))
    program = trees.pin(repository, commit(repository, {"run": (b"x", True)}))

    assert plain.digest != program.digest


def test_the_digest_of_a_tree_never_changes():
    """It is written in every submission, and another order or date would cut them off from their bytes."""
    assert trees.keep(FILES).digest == "cea61558363b84d34c23a067eb216d974cbd1de716115bcf6bcedba435282dea"


def test_a_commit_stays_what_it_was_when_the_branch_moves_on(repository):
    first = commit(repository, {"a": (b"1", False)})
    commit(repository, {"a": (b"2", False)})

    assert trees.load(trees.pin(repository, first).digest) == {"a": (b"1", False)}


def test_a_tree_beyond_the_limits_is_not_pinned(repository):
    commit_id = commit(repository, FILES)

    with pytest.raises(HandInRefused, match="There are more than 2 files and folders"):
        trees.pin(repository, commit_id, limits=Limits(entries=2))
    assert not Path(storages["trees"].path("")).exists()


def test_a_commit_that_is_not_there_is_refused(repository):
    with pytest.raises(HandInRefused, match="The files of this commit could not be read"):
        trees.pin(repository, "1" * 40)


def test_a_link_that_came_in_some_other_way_is_not_pinned(repository):
    blob = plumbing(repository, "hash-object", "-w", "--stdin", stdin="/etc/passwd")
    tree = plumbing(repository, "mktree", stdin=f"120000 blob {blob}\tlink\n")
    commit_id = plumbing(repository, "commit-tree", tree, "-m", "Link")

    with pytest.raises(HandInRefused, match="‘link’ is a link"):
        trees.pin(repository, commit_id)


def plumbing(repository, *arguments, stdin=""):
    names = {f"GIT_{who}_{what}": "ada" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    order = ["git", "--git-dir", str(repository), *arguments]
    done = subprocess.run(
        order, input=stdin, env=environment(**names), text=True, check=True, capture_output=True
    )
    return done.stdout.strip()


def test_bytes_that_changed_in_the_storage_are_noticed():
    digest = trees.keep(FILES).digest
    [file] = stored()
    file.write_bytes(file.read_bytes().replace(b"hello", b"HELLO"))

    with pytest.raises(trees.TreeLost, match="have changed"):
        trees.load(digest)


@pytest.mark.parametrize("read", [trees.load, trees.leaves])
def test_a_tree_that_is_not_kept_is_lost(read):
    with pytest.raises(trees.TreeLost, match="Nothing is kept for 0000"):
        read("0" * 64)


def test_keeping_a_damaged_tree_again_heals_it():
    digest = trees.keep(FILES).digest
    [file] = stored()
    file.write_bytes(file.read_bytes()[:700])

    assert trees.keep(FILES).digest == digest
    assert trees.load(digest) == FILES
    assert stored() == [file]


def test_a_crash_in_the_middle_leaves_no_half_tree_under_a_digest(monkeypatch):
    """Whatever is seen under the final name is whole: the bytes get there by one rename."""
    seen = []
    monkeypatch.setattr(FileSystemStorage, "_save", watched(FileSystemStorage._save, seen))

    trees.keep(FILES)

    assert seen == [("before", []), ("after", [10240])]


def watched(save, seen):
    def look(self, name, content):
        target = Path(self.path(name))
        sizes = lambda: [file.stat().st_size for file in target.parent.glob("*.tar")]  # noqa: E731
        seen.append(("before", sizes()))
        inode = Path(content.temporary_file_path()).stat().st_ino
        saved = save(self, name, content)
        assert target.stat().st_ino == inode  # renamed, not copied
        seen.append(("after", sizes()))
        return saved

    return look


def test_many_who_pin_the_same_tree_at_once_leave_one_copy():
    digests = at_once(*[lambda: trees.keep(FILES).digest] * 8)

    assert digests == [digests[0]] * 8
    assert len(stored()) == 1
    assert trees.load(digests[0]) == FILES


def test_a_storage_that_is_no_disk_will_do(settings):
    settings.STORAGES = settings.STORAGES | {
        "trees": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }

    pinned = trees.keep(FILES)

    assert isinstance(storages["trees"], InMemoryStorage)
    assert trees.load(pinned.digest) == FILES
    assert trees.keep(FILES) == pinned


def test_a_long_korean_path_survives(repository):
    path = "/".join(["가" * 30, "나" * 30, "다" * 15])

    pinned = trees.pin(repository, commit(repository, {path: (b"1", False)}))

    assert trees.load(pinned.digest) == {path: (b"1", False)}


def test_the_tar_holds_nothing_but_names_bits_and_bytes():
    digest = trees.keep(FILES).digest

    with (
        storages["trees"].open(f"{digest[:2]}/{digest}.tar") as file,
        tarfile.open(fileobj=io.BytesIO(file.read())) as tar,
    ):
        facts = {(m.mtime, m.uid, m.gid, m.uname, m.gname, m.type) for m in tar}

    assert facts == {(0, 0, 0, "", "", tarfile.REGTYPE)}
