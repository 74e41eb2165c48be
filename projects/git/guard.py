"""Measures the tree of a commit before anything unpacks it: 200 KB can hold ten thousand million files."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from threading import Timer
from typing import NamedTuple, cast

from projects.intake import sentences
from projects.intake.limits import Limits
from projects.intake.names import clean, shown
from projects.intake.refused import HandInRefused, Sentence
from projects.intake.tally import Tally

from .process import command, environment

SECONDS = 10
CHUNK = 64 << 10
FACTS = 200  # bytes of a record before its path, with room to spare
FOLDER, FILE, PROGRAM, LINK, SUBMODULE = "040000", "100644", "100755", "120000", "160000"
OLD_FILE = "100664"  # written by very old versions of git, means the same as 100644


class Blob(NamedTuple):
    path: str
    digest: str  # git's name for the content
    size: int  # bytes
    executable: bool


def read_tree(repository: Path, commit: str, *, limits: Limits) -> list[Blob]:
    """The files of `commit`. Stops reading at the first thing that is too much, and raises HandInRefused.

    Folders are listed too: a tree of nothing but folders would be endless without printing one file.
    """
    tally, blobs = Tally(limits), []
    with _listing(repository, commit) as stdout:
        for record in _records(stdout, limits):
            blob = _take(record, tally)
            if blob:
                blobs.append(blob)
    return blobs


def _take(record: bytes, tally: Tally) -> Blob | None:
    facts, _, name = record.partition(b"\t")
    mode, _, digest, size = facts.decode().split()
    path = _decoded(name)
    if mode == FOLDER:
        tally.folder(path)
        return None
    if mode not in (FILE, PROGRAM, OLD_FILE):
        raise _refused(_of_mode(mode), clean(path, tally.limits))  # a sentence may put it into a command
    if not size.isdigit():  # the object is missing
        raise HandInRefused(sentences.UNREADABLE)
    return Blob(tally.file(path, int(size)), digest, int(size), mode == PROGRAM)


def _of_mode(mode: str) -> Sentence:
    return {LINK: sentences.LINK, SUBMODULE: sentences.SUBMODULE}.get(mode, sentences.NOT_A_FILE)


def _decoded(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        raise _refused(sentences.NOT_UTF8, name.decode(errors="backslashreplace")) from None


def _refused(sentence: Sentence, path: str) -> HandInRefused:
    return HandInRefused(sentence.filled(name=shown(path)))


@contextmanager
def _listing(repository: Path, commit: str) -> Iterator[BufferedReader]:
    """The output of ls-tree; leaving early ends it, and so does the clock."""
    order = command(repository, "ls-tree", "-r", "-t", "-l", "-z", "--full-tree", "--end-of-options", commit)
    listing = subprocess.Popen(order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())
    clock = Timer(SECONDS, listing.kill)
    clock.start()
    try:
        with cast(BufferedReader, listing.stdout) as stdout:
            yield stdout
        if listing.wait() != 0:
            raise HandInRefused(sentences.UNREADABLE)
    finally:
        clock.cancel()
        listing.kill()
        listing.wait()


def _records(stdout: BufferedReader, limits: Limits) -> Iterator[bytes]:
    """Records end with NUL, and one that is too long is refused before it ends."""
    rest = b""
    while data := stdout.read1(CHUNK):
        *records, rest = (rest + data).split(b"\0")
        yield from records
        if len(rest) > limits.path + FACTS:
            path = rest[: limits.path].partition(b"\t")[2].decode(errors="replace")
            raise HandInRefused(sentences.PATH_TOO_LONG.filled(name=shown(path), limit=limits.path))
