"""One writer at a time: pushes and uploads to a repository take turns, in all processes of the site."""

import asyncio
import fcntl
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from .leftovers import clear

SECONDS = 60
PAUSE = 0.05


class Busy(Exception):
    """Somebody else is writing to this repository and does not come to an end."""


@contextmanager
def turn(repository: Path, *, seconds: float = SECONDS) -> Iterator[int]:
    """Wait for the repository and keep it. Raises Busy after `seconds`.

    The number is a file descriptor. A process that inherits it keeps the turn until it has ended itself, so a
    push whose server was killed cannot be overtaken by the next one.
    """
    with _door(repository) as door:
        end = time.monotonic() + seconds
        while not _take(door):
            if time.monotonic() > end:
                raise Busy
            time.sleep(PAUSE)
        with _cleared(repository):
            yield door


@asynccontextmanager
async def async_turn(repository: Path, *, seconds: float = SECONDS) -> AsyncIterator[int]:
    with _door(repository) as door:
        end = time.monotonic() + seconds
        while not _take(door):
            if time.monotonic() > end:
                raise Busy
            await asyncio.sleep(PAUSE)
        with _cleared(repository):
            yield door


@contextmanager
def _cleared(repository: Path) -> Iterator[None]:
    """Before: a server may have been killed. After: git leaves its quarantine when a signal ends it."""
    clear(repository)
    try:
        yield
    finally:
        clear(repository)


@contextmanager
def _door(repository: Path) -> Iterator[int]:
    """Closing is what gives the turn back; LOCK_UN would take it from our heirs as well."""
    door = os.open(repository / "turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield door
    finally:
        os.close(door)


def _take(door: int) -> bool:
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
