import subprocess
import unicodedata

import pytest

from projects.git import guard, repositories
from projects.git.access import PushPolicy
from projects.git.greeting import missing_files
from projects.git.guard import Blob, read_tree
from projects.git.process import GitFailed, environment
from projects.intake.limits import Limits
from projects.intake.refused import HandInRefused


@pytest.fixture
def repository(tmp_path):
    return repositories.create(tmp_path, "team")


def commit(repository, *entries):
    """A commit of (mode, name, content); names are bytes, so that they can be wrong."""
    tree = b""
    for mode, name, content in sorted(entries, key=lambda entry: entry[1]):
        blob = plumbing(repository, "hash-object", "-w", "--stdin", stdin=content)
        tree += b"%b %b\0%b" % (mode, name, bytes.fromhex(blob))
    tree = plumbing(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=tree)
    return plumbing(repository, "commit-tree", tree, "-m", "Work")


def plumbing(repository, *arguments, stdin=b""):
    names = {f"GIT_{who}_{what}": "ada" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    order = ["git", "--git-dir", str(repository), *arguments]
    done = subprocess.run(order, input=stdin, env=environment(**names), check=True, capture_output=True)
    return done.stdout.decode().strip()


def test_files_are_listed_with_size_and_execute_bit(repository):
    made = commit(
        repository, (b"100644", b"a.py", b"print()"), (b"100755", b"run", b"#!"), (b"100664", b"old", b"")
    )

    blobs = read_tree(repository, made, limits=Limits())

    assert [(blob.path, blob.size, blob.executable) for blob in blobs] == [
        ("a.py", 7, False),
        ("old", 0, False),
        ("run", 2, True),
    ]


def test_a_decomposed_name_is_kept_composed(repository):
    decomposed = unicodedata.normalize("NFD", "과제.py")

    [blob] = read_tree(repository, commit(repository, (b"100644", decomposed.encode(), b"")), limits=Limits())

    assert blob.path == "과제.py"


def test_one_name_in_two_forms_is_refused(repository):
    names = [unicodedata.normalize(form, "과제.py").encode() for form in ("NFC", "NFD")]

    with pytest.raises(HandInRefused, match="are the same name"):
        read_tree(
            repository, commit(repository, *((b"100644", name, b"") for name in names)), limits=Limits()
        )


def test_a_tree_whose_content_is_missing_is_refused(repository):
    tree = b"100644 a.py\0" + b"\1" * 20
    digest = plumbing(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=tree)
    made = plumbing(repository, "commit-tree", digest, "-m", "Half")

    with pytest.raises((HandInRefused, GitFailed), match="could not be read"):
        read_tree(repository, made, limits=Limits())


@pytest.mark.parametrize("commit_id", ["1" * 40, "main", "--help", "HEAD:../../x", ""])
def test_what_is_no_commit_is_refused(repository, commit_id):
    with pytest.raises(HandInRefused, match="could not be read"):
        read_tree(repository, commit_id, limits=Limits())


def test_a_listing_that_never_ends_is_ended_by_the_clock(repository, monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.2)
    monkeypatch.setattr(guard, "command", lambda *_: ["sleep", "30"])

    with pytest.raises(HandInRefused, match="could not be read"):
        read_tree(repository, "1" * 40, limits=Limits())


def test_missing_files_are_found_whatever_form_their_name_has():
    blobs = [Blob("과제.py", "", 0, False)]

    assert missing_files(blobs, (unicodedata.normalize("NFD", "과제.py"), "main.c")) == ["main.c"]


def test_a_policy_survives_the_way_to_the_hooks():
    policy = PushPolicy(
        limits=Limits(entries=3), expected=("a", "나"), refusal="닫힘", language="ko", address="https://x"
    )

    assert PushPolicy.from_json(policy.to_json()) == policy
