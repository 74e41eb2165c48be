"""Waking workers up."""

import threading

from django.db import connection, transaction

MOST_WAKEUPS = 16  # messages that one sweep sends: enough for every worker to find work


def to_workers() -> None:
    """Send one wake-up after commit. Its worker claims whatever is next; `sweep` makes up for lost ones."""
    from .tasks import work

    transaction.on_commit(lambda: work.delay(), robust=True)


def to_this_worker() -> None:
    """Work in a thread of this process, as if a message had come. The process may end without it."""
    from .tasks import work

    def act() -> None:
        try:
            work()
        finally:
            connection.close()

    threading.Thread(target=act, name="worker-without-message", daemon=True).start()
