"""The projects of the curriculum as one long act has read them: once, and not at every question.

Such an act is the making of a cohort with months of history, while which nobody loads another curriculum.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .models import Project

_known: ContextVar[list[Project] | None] = ContextVar("known_curriculum", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    token = _known.set(_read())
    try:
        yield
    finally:
        _known.reset(token)


def projects() -> list[Project]:
    """In the order of the curriculum, with what each requires; in two queries, or in none."""
    known = _known.get()
    return _read() if known is None else known


def _read() -> list[Project]:
    return list(Project.objects.filter(retired=False).prefetch_related("requires"))
