"""Folders that somebody works in."""

import time
from collections.abc import Iterator
from pathlib import Path

from .local_tree import LEFT_OUT

LOOK = 0.2  # seconds between two looks

Stamp = frozenset[tuple[str, int, int]]  # path, time of the last change, size


def stamp(folders: list[Path]) -> Stamp:
    """What tells one state of the folders from another without reading the files."""
    return frozenset(about for folder in folders for about in _files(folder))


def differ(folders: list[Path], before: Stamp) -> bool:
    return stamp(folders) != before


def next_change(folders: list[Path], before: Stamp) -> Stamp:
    """Wait until the folders differ from `before` and rest: an editor may still be writing."""
    seen = before
    while True:
        time.sleep(LOOK)
        now = stamp(folders)
        if now == seen != before:
            return now
        seen = now


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in folder.rglob("*"):
        if LEFT_OUT & set(path.relative_to(folder).parts):
            continue
        try:
            about = path.stat()
        except OSError:  # gone in the meantime
            continue
        yield str(path), about.st_mtime_ns, about.st_size
