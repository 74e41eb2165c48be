"""Telling open pages, after commit, to look again. What happened is not said, so nothing can leak."""

import asyncio
import logging
import time
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis import RedisError

log = logging.getLogger(__name__)
MOST = 1.0  # seconds that somebody who has committed waits until it is told
SILENCE = 5.0  # seconds in which nobody is told after that took longer or failed
_silent_until = 0.0  # monotonic


def group_of_person(user_id: int) -> str:
    return f"person-{user_id}"


def wake(*groups: str) -> None:
    """Tell these groups of pages after commit. Work goes on if nobody can be told."""
    transaction.on_commit(lambda: send(*groups), robust=True)


def send(*groups: str) -> None:
    """At once. A Redis that hangs costs each process a second now and then, and never the work."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        async_to_sync(_send_all)(groups)
    except (RedisError, OSError) as error:  # pages that hear nothing show it when they are loaded
        _silent_until = time.monotonic() + SILENCE
        log.warning("Pages could not be told that something has changed: %r", error)


async def _send_all(groups: tuple[str, ...]) -> None:
    layer: Any = get_channel_layer()
    async with asyncio.timeout(MOST):
        for group in groups:
            await layer.group_send(group, {"type": "changed"})
