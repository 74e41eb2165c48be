"""Boxes made ahead, so that a hand-in waits for none, and the removal of used ones behind its back.

A box of the pool is like any other: used once, labelled with its worker, dead when the worker dies. What the
pool has too few or too many of is decided by what was asked for lately.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from .box import Box
from .fault import SandboxFault
from .hardening import LIFE, BoxLimits
from .wire import Wire

log = logging.getLogger(__name__)
IDLE = 300.0  # seconds after which boxes that nobody asks for are not worth their memory
STALE = LIFE / 4  # seconds: an older box might not live as long as its hand-in
LOOK = 10.0  # seconds between two looks at what stands ready
MINUTE = 60.0
LEAST = 2  # ready of a kind that is asked for at all: one for now, one for the next
PER_BOX = 10  # hand-ins a minute that are worth one more

Kind = tuple[str, BoxLimits]  # image and limits


@dataclass(frozen=True)
class OpenBox:
    """A box that is up, and the wire that holds it."""

    box: Box
    wire: Wire
    born: float  # of time.monotonic()


@dataclass
class Shelf:
    """The boxes of one kind, the oldest first, and when they were asked for."""

    ready: deque[OpenBox] = field(default_factory=deque)
    asked: deque[float] = field(default_factory=lambda: deque(maxlen=100))

    @property
    def last_asked(self) -> float:
        return self.asked[-1]

    def wanted(self, now: float) -> int:
        """How many should stand ready. None after a long silence."""
        if now - self.last_asked > IDLE:
            return 0
        return LEAST + sum(now - moment < MINUTE for moment in self.asked) // PER_BOX


class Pool:
    """At most `most` boxes of all kinds together, kept by a thread of its own. Several threads may take."""

    def __init__(
        self,
        *,
        open_box: Callable[[str, BoxLimits], OpenBox],
        remove: Callable[[str], bool],
        most: int,
    ) -> None:
        self._open, self._remove, self._most = open_box, remove, most
        self._shelves: dict[Kind, Shelf] = {}
        self._used: deque[str] = deque()  # names of boxes to be removed
        self._lock, self._wake, self._closed = threading.Lock(), threading.Event(), threading.Event()
        self._resting = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="box-keeper", daemon=True)
        self._thread.start()

    def take(self, image: str, limits: BoxLimits) -> OpenBox:
        """A box that stands ready, or a new one. Raises SandboxFault."""
        with self._lock:
            shelf = self._shelves.setdefault((image, limits), Shelf())
            shelf.asked.append(time.monotonic())
            self._sort_out(shelf)
            found = shelf.ready.popleft() if shelf.ready else None
            if not shelf.ready:
                self._wake.set()  # else it waits for `drop`: two cores are better used for the hand-in now
        return found or self._open(image, limits)

    def drop(self, opened: OpenBox) -> None:
        """A box has been used: have it removed and the next one made."""
        self._used.append(opened.box.name)
        if self._closed.is_set():
            self._remove_used()
        self._wake.set()

    def close(self) -> None:
        self._closed.set()
        self._wake.set()
        self._thread.join()
        with self._lock:
            for shelf in self._shelves.values():
                self._put_away(shelf, len(shelf.ready))
        self._remove_used()

    def counts(self) -> list[int]:
        """How many stand ready, kind by kind."""
        with self._lock:
            return [len(shelf.ready) for shelf in self._shelves.values()]

    @property
    def rested(self) -> bool:
        """Whether nothing is to be made or removed now."""
        return self._resting.is_set() and not self._wake.is_set()

    def _keep(self) -> None:
        while not self._closed.is_set():
            try:
                self._tidy()
            except SandboxFault as fault:  # a hand-in will meet it too and say so
                log.warning("No box could be made ahead: %s", fault)
                self._closed.wait(LOOK)
            self._resting.set()
            self._wake.wait(LOOK)
            self._resting.clear()
            self._wake.clear()

    def _tidy(self) -> None:
        """Make what lacks, remove what is used. Raises SandboxFault."""
        while not self._closed.is_set() and (kind := self._lacking()):
            opened = self._open(*kind)
            with self._lock:
                self._shelves[kind].ready.append(opened)
        self._remove_used()

    def _lacking(self) -> Kind | None:
        """A kind that has too few boxes now; what is too many is put away meanwhile."""
        with self._lock:
            for kind, number in self._plan().items():
                shelf = self._shelves[kind]
                self._sort_out(shelf)
                self._put_away(shelf, len(shelf.ready) - number)
                if len(shelf.ready) < number:
                    return kind
        return None

    def _plan(self) -> dict[Kind, int]:
        """How many of each kind. When there is not room for all, the kinds asked for last come first."""
        now, left = time.monotonic(), self._most
        kinds = sorted(self._shelves, key=lambda kind: self._shelves[kind].last_asked, reverse=True)
        wanted = {kind: self._shelves[kind].wanted(now) for kind in kinds}
        plan = dict.fromkeys(kinds, 0)
        while left and (poor := [kind for kind in kinds if plan[kind] < wanted[kind]]):
            for kind in poor[:left]:
                plan[kind] += 1
            left -= len(poor[:left])
        return plan

    def _sort_out(self, shelf: Shelf) -> None:
        """Put away boxes that ended while they waited, as after a restart of the engine, and old ones."""
        now = time.monotonic()
        for opened in list(shelf.ready):
            if not opened.wire.quiet or now - opened.born > STALE:
                shelf.ready.remove(opened)
                self._discard(opened)

    def _put_away(self, shelf: Shelf, number: int) -> None:
        for _ in range(number):
            self._discard(shelf.ready.popleft())

    def _discard(self, opened: OpenBox) -> None:
        opened.wire.close()
        self._used.append(opened.box.name)

    def _remove_used(self) -> None:
        """Those that the engine does not let go now are tried again later."""
        for _ in range(len(self._used)):
            name = self._used.popleft()
            if not self._remove(name):
                self._used.append(name)
