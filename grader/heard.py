"""What the program of a visible case writes, on the pages of its team while it runs.

A hint that may be lost: it is kept in the cache and gone when the case has its result, which holds it too.
"""

import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from django.core.cache import cache
from django.db import connection
from redis import RedisError

from projects import live

from .judges.stage import Planned
from .models import Run
from .report import CaseResult, Detail
from .shown import shown

PAUSE = 0.1  # seconds that a program must go on for after it wrote: most are through by then
EVERY = 0.5  # seconds between two messages about one run
MOST = 4000  # bytes that are kept, the last ones
KEPT = 60  # seconds: a worker that dies leaves nothing for long


def of(run: Run) -> CaseResult | None:
    """The case that runs now, with what its program wrote as a detail: `audience` says who may see it."""
    with suppress(RedisError):
        heard: CaseResult | None = cache.get(_key(run))
        return heard
    return None


class Ear:
    """Hears the programs of one run and tells the team, from a thread of its own and not too often."""

    def __init__(self, run: Run):
        self._key, self._team = _key(run), run.submission.attempt.team_id
        self._lock, self._wake, self._end = threading.Lock(), threading.Event(), threading.Event()
        self._now: Planned | None = None
        self._written, self._cut, self._told = bytearray(), False, False
        self._thread = threading.Thread(target=self._tell, name="ear", daemon=True)

    def hear(self, planned: Planned, piece: bytes) -> None:
        with self._lock:
            if self._now != planned:
                self._now, self._cut = planned, False
                self._written.clear()
            self._written += piece
            self._cut = self._cut or len(self._written) > MOST
            del self._written[:-MOST]
        self._wake.set()

    def forget(self) -> None:
        """The case has its result."""
        with self._lock:
            self._now = None
            if self._told:
                with suppress(RedisError):  # what nobody deletes is gone in a minute
                    cache.delete(self._key)
            self._told = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._wake.set()
        self._thread.join()
        self.forget()

    def _tell(self) -> None:
        while self._wake.wait() and not self._end.wait(PAUSE):
            self._wake.clear()
            if self._end.is_set():  # since we looked: its wake-up may just have been cleared
                break
            if self._keep():
                live.team_heard(self._team)
                self._end.wait(EVERY - PAUSE)
        connection.close()

    def _keep(self) -> bool:
        """Whether there is something to show."""
        with self._lock:
            if self._now is None:
                return False
            text = "…" * self._cut + shown(bytes(self._written))
            heard = self._now.result("not_run", details=(Detail("got", text),))
            with suppress(RedisError):
                cache.set(self._key, heard, timeout=KEPT)
            self._told = True
            return True


def _key(run: Run) -> str:
    return f"heard-{run.pk}-{run.tries}"
