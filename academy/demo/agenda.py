"""What is going to happen, in the order of time; the clock of the process follows it."""

import heapq
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection

from academy.people.refusals import Refused as PeopleRefused
from academy.rehearsal.clock import Clock
from projects.refusals import Refused

Act = Callable[..., object]


class Agenda:
    def __init__(self, clock: Clock, start: datetime) -> None:
        self.clock, self.now = clock, start
        self.refusals: Counter[str] = Counter()  # what people tried and the rules did not allow
        self._waiting: list[tuple[datetime, int, Act, tuple[Any, ...]]] = []
        self._numbers = count()

    def at(self, moment: datetime, act: Act, *details: Any) -> None:
        """Two acts of one moment happen in the order in which they were planned."""
        heapq.heappush(self._waiting, (moment, next(self._numbers), act, details))

    def later(self, hours: float, act: Act, *details: Any) -> None:
        self.at(self.now + timedelta(hours=hours), act, *details)

    def wait(self, seconds: float) -> None:
        """Within an act: time passes."""
        self.now += timedelta(seconds=seconds)
        self.clock.move_to(self.now)

    def run(self, until: datetime, *, told: Callable[[datetime], None] = lambda now: None) -> None:
        """Let everything happen that is due before `until`. What the rules refuse is not done."""
        while self._waiting and self._waiting[0][0] <= until:
            moment, _number, act, details = heapq.heappop(self._waiting)
            self.now = max(self.now, moment)
            self.clock.move_to(self.now)
            connection.run_on_commit.clear()  # nobody listens, and the months are one transaction
            try:
                act(*details)
            except (Refused, PeopleRefused) as refusal:
                self.refusals[f"{act.__name__}: {refusal}"] += 1
            told(self.now)
        self.now = max(self.now, until)
        self.clock.move_to(self.now)
        connection.run_on_commit.clear()
