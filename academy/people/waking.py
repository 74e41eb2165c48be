"""Telling open pages, after commit, to look again. What happened is not said, so nothing can leak."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis import RedisError

log = logging.getLogger(__name__)
MOST = 1.0  # seconds that somebody who has committed waits until it is told
SILENCE = 5.0  # seconds in which nobody is told after that took longer or failed
END: tuple[str, ...] = ()  # no more groups
_silent_until = 0.0  # monotonic


def group_of_person(user_id: int) -> str:
    return f"person-{user_id}"


def wake(*groups: str) -> None:
    """Tell these groups of pages after commit. Work goes on if nobody can be told."""
    transaction.on_commit(lambda: send(*groups), robust=True)


def send(*groups: str) -> None:
    """At once, or in the next moment where `begin` was said."""
    if _teller is not None and _teller.lives:
        _teller.tell(groups)
    else:
        _tried(lambda: async_to_sync(_send_all)(groups))


def begin() -> None:
    """From now on nobody of this process waits until pages are told."""
    global _teller
    if _teller is None or not _teller.lives:
        _teller = Teller()


def end() -> None:
    global _teller
    teller, _teller = _teller, None
    if teller is not None:
        teller.close()


class Teller:
    """Tells from a thread of its own, whose loop and connection stay. What piles up is told once."""

    def __init__(self) -> None:
        self._groups: SimpleQueue[tuple[str, ...]] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="teller", daemon=True)
        self._thread.start()

    @property
    def lives(self) -> bool:
        """Not so in a child of its process."""
        return self._thread.is_alive()

    def tell(self, groups: tuple[str, ...]) -> None:
        if groups:
            self._groups.put(groups)

    def close(self) -> None:
        """Wait, not for ever, until what was said is told."""
        self._groups.put(END)
        self._thread.join(2 * MOST)

    def _work(self) -> None:
        with asyncio.Runner() as runner:
            for groups in iter(self._next, END):
                _tried(partial(self._tell, runner, groups))

    def _next(self) -> tuple[str, ...]:
        """All groups that wait, each once."""
        found = dict.fromkeys(self._groups.get())
        while found and not self._groups.empty():
            more = self._groups.get()
            found |= dict.fromkeys(more)
            if more == END:
                self._groups.put(END)
                break
        return tuple(found)

    @staticmethod
    def _tell(runner: asyncio.Runner, groups: tuple[str, ...]) -> None:
        runner.run(_send_all(groups))


_teller: Teller | None = None  # of a worker, which tells of each step of each run


def _tried(tell: Callable[[], None]) -> None:
    """A Redis that hangs costs each process a second now and then, and never the work."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        tell()
    except (RedisError, OSError) as error:  # pages that hear nothing show it when they are loaded
        _silent_until = time.monotonic() + SILENCE
        log.warning("Pages could not be told that something has changed: %r", error)


async def _send_all(groups: tuple[str, ...]) -> None:
    layer: Any = get_channel_layer()
    async with asyncio.timeout(MOST):
        for group in groups:
            await layer.group_send(group, {"type": "changed"})
