"""Attacks on the doors for work: an uploaded archive, and the tree of a pushed commit."""

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from projects.git import repositories
from projects.git.guard import read_tree
from projects.git.process import run
from projects.intake.archives import read_archive
from projects.intake.limits import Limits
from projects.intake.refused import HandInRefused

from .attack import Attack

Entry = tuple[str, bytes, str]  # mode, name, object


class Repository:
    """Where `make` of an attack builds its commit, object by object and without git's checks."""

    def __init__(self, path: Path):
        self.path = path

    def blob(self, content: bytes) -> str:
        return self._write("blob", content)

    def tree(self, entries: Sequence[Entry]) -> str:
        body = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(at) for mode, name, at in entries)
        return self._write("tree", body)

    def commit(self, tree: str) -> str:
        person = "a <a@b> 0 +0000"
        return self._write("commit", f"tree {tree}\nauthor {person}\ncommitter {person}\n\nx\n".encode())

    def _write(self, kind: str, content: bytes) -> str:
        order = ("hash-object", "-t", kind, "-w", "--literally", "--stdin")
        return run(self.path, *order, stdin=content).decode().strip()


def knock(attack: Attack, kind: str) -> tuple[str, str]:
    """Whether the door took it, and what it said."""
    try:
        names = _archive(attack) if kind == "archive" else _tree(attack)
    except HandInRefused as refused:
        return "refused", str(refused)
    return "taken", ", ".join(names)


def _archive(attack: Attack) -> list[str]:
    return list(read_archive(io.BytesIO(attack.maker()())))


def _tree(attack: Attack) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        repository = repositories.create(Path(folder), "attacked")
        commit = attack.maker()(Repository(repository))
        return [blob.path for blob in read_tree(repository, commit, limits=Limits())]
