"""Waking workers up."""

from django.db import transaction

MOST_WAKEUPS = 16  # messages that one sweep sends: enough for every worker to find work


def to_workers() -> None:
    """Send one wake-up after commit. Its worker claims whatever is next; `sweep` makes up for lost ones."""
    from .tasks import work

    transaction.on_commit(lambda: work.delay(), robust=True)
