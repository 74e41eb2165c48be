"""Trying again what the database has broken off, because two acts stood in each other's way."""

import logging
import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

from . import known_rules

TRIES = 5
LONGEST_PAUSE = 0.05  # seconds, times the number of the try
# PostgreSQL: serialization failure, deadlock, lock not available.
BLOCKED = {"40001", "40P01", "55P03"}

Given = ParamSpec("Given")
Told = TypeVar("Told")
log = logging.getLogger(__name__)
_dice = random.SystemRandom()


def when_blocked(act: Callable[Given, Told]) -> Callable[Given, Told]:
    """For doors: `act` is done again from its beginning when the database has broken it off.

    Inside a transaction it cannot be: the one who began that must try again. Everything else is raised.
    """

    @wraps(act)
    def persistent(*args: Given.args, **kwargs: Given.kwargs) -> Told:
        for number in range(1, TRIES):
            try:
                with known_rules.read_once():
                    return act(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not was_blocked(error):
                    raise
                log.info("Try %d of %s was broken off: %s", number, act.__name__, error)
                time.sleep(_dice.uniform(0, LONGEST_PAUSE * number))
        with known_rules.read_once():
            return act(*args, **kwargs)

    return persistent


def was_blocked(error: OperationalError) -> bool:
    """Whether another transaction was in the way, so that trying again makes sense."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in BLOCKED or "database is locked" in str(error)
