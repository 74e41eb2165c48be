"""Pinned trees: the bytes of a hand-in, kept once under their digest and never changed."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

from .git.guard import Blob, read_tree
from .git.process import GitFailed, run
from .intake.files import Files
from .intake.limits import Limits

STORAGE = "trees"
PLAIN, EXECUTABLE = 0o644, 0o755


class TreeLost(Exception):
    """The storage does not hold the bytes of this digest, or holds others. Never a trainee's fault."""


@dataclass(frozen=True)
class PinnedTree:
    digest: str  # sha256 of the tar
    files: int
    bytes: int


class Leaf(NamedTuple):
    path: str
    size: int  # bytes
    executable: bool


def pin(repository: Path, commit: str, *, limits: Limits | None = None) -> PinnedTree:
    """Keep the tree of `commit`. Pinning it again, here or from another repository, changes nothing.

    Raises HandInRefused for a tree that breaks the limits or a commit that is not there, GitFailed.
    """
    return keep(_read(repository, read_tree(repository, commit, limits=limits or Limits())))


def keep(files: Files) -> PinnedTree:
    """Store `files` as one tar under its digest."""
    tar = _tarred(files)
    digest = hashlib.sha256(tar).hexdigest()
    storage = storages[STORAGE]
    name = _name(digest)
    if storage.exists(name) and not _is_intact(storage, name, digest):
        storage.delete(name)
    if not storage.exists(name):
        _save(storage, name, tar)
    return PinnedTree(digest, len(files), sum(len(content) for content, _ in files.values()))


def load(digest: str) -> Files:
    """All files with their bytes. Raises TreeLost."""
    tar = _stored(storages[STORAGE], digest)
    if hashlib.sha256(tar).hexdigest() != digest:
        raise TreeLost(f"The bytes kept for {digest} have changed")
    with tarfile.open(fileobj=io.BytesIO(tar), mode="r:") as opened:
        return {member.name: (_content(opened, member), member.mode == EXECUTABLE) for member in opened}


def leaves(digest: str) -> list[Leaf]:
    """What the tree holds, without reading the bytes. Raises TreeLost."""
    try:
        with storages[STORAGE].open(_name(digest)) as stored, tarfile.open(fileobj=stored) as opened:
            return [Leaf(member.name, member.size, member.mode == EXECUTABLE) for member in opened]
    except (OSError, tarfile.TarError) as error:
        raise TreeLost(f"Nothing is kept for {digest}: {error}") from error


def _read(repository: Path, blobs: list[Blob]) -> Files:
    """All contents in one go; the guard has added up their sizes already."""
    told = run(
        repository, "cat-file", "--batch", stdin="".join(f"{blob.digest}\n" for blob in blobs).encode()
    )
    stream, files = io.BytesIO(told), {}
    for blob in blobs:
        if stream.readline().split() != [blob.digest.encode(), b"blob", str(blob.size).encode()]:
            raise GitFailed(f"{blob.path} cannot be read")
        files[blob.path] = (stream.read(blob.size), blob.executable)
        stream.read(1)
    return files


def _tarred(files: Files) -> bytes:
    """Equal files give equal bytes: sorted by name, without dates and owners."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.GNU_FORMAT, encoding="utf-8") as opened:
        for path in sorted(files):
            content, executable = files[path]
            member = tarfile.TarInfo(path)
            member.size, member.mode = len(content), EXECUTABLE if executable else PLAIN
            opened.addfile(member, io.BytesIO(content))
    return tar.getvalue()


def _content(opened: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = opened.extractfile(member)
    return stream.read() if stream else b""


def _name(digest: str) -> str:
    return f"{digest[:2]}/{digest}.tar"


def _is_intact(storage: Storage, name: str, digest: str) -> bool:
    with storage.open(name) as stored:
        return hashlib.sha256(stored.read()).hexdigest() == digest


def _stored(storage: Storage, digest: str) -> bytes:
    try:
        with storage.open(_name(digest)) as stored:
            return stored.read()
    except OSError as error:
        raise TreeLost(f"Nothing is kept for {digest}: {error}") from error


def _save(storage: Storage, name: str, tar: bytes) -> None:
    """Storages of the network show an object when all of it has arrived; a disk needs help for that."""
    if isinstance(storage, FileSystemStorage):
        with _written(Path(storage.location), tar) as content:
            saved = storage.save(name, content)
    else:
        saved = storage.save(name, ContentFile(tar))
    if saved != name:  # somebody else kept the same bytes at this moment
        storage.delete(saved)


@contextmanager
def _written(folder: Path, tar: bytes) -> Iterator[File]:
    """Django writes content piece by piece under its final name, but renames a temporary file."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with open(descriptor, "wb") as file:
            file.write(tar)
            file.flush()
            os.fsync(file.fileno())
        content = File(None, name=name)
        content.temporary_file_path = lambda: name  # type: ignore[attr-defined]
        yield content
    finally:
        Path(name).unlink(missing_ok=True)
