"""A clock that the rehearsal moves by hand. The whole process lives in its time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import time_machine


class Clock:
    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def move_to(self, moment: datetime) -> None:
        self._traveller.move_to(moment, tick=False)


@contextmanager
def clock(start: datetime) -> Iterator[Clock]:
    with time_machine.travel(start, tick=False) as traveller:
        yield Clock(traveller)
