"""Chance, where the rules and costs leave people equal. Nobody can foresee it, except in a rehearsal."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import numpy as np

_repeatable: ContextVar[np.random.Generator | None] = ContextVar("repeatable chance", default=None)


def dice() -> np.random.Generator:
    return _repeatable.get() or np.random.default_rng()


@contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """Within this block the same questions in the same order get the same answers."""
    before = _repeatable.set(np.random.default_rng(seed))
    try:
        yield
    finally:
        _repeatable.reset(before)
