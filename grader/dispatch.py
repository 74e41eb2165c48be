"""Waking workers up."""

from django.db import transaction


def to_workers() -> None:
    """Send one wake-up after commit. A worker that gets it claims whatever is next; `sweep` makes up for lost ones."""
    from .tasks import work  # noqa: PLC0415 -- tasks import the journey, which imports runs, which import this

    transaction.on_commit(lambda: work.delay(), robust=True)
