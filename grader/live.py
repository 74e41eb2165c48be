"""Who hears that a run has moved on."""

import asyncio
import logging
import time
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis import RedisError

log = logging.getLogger(__name__)
ALL_RUNS = "runs"  # staff pages: something moved in the queue
MOST = 1.0  # seconds that somebody who has committed waits until it is told
SILENCE = 5.0  # seconds in which nobody is told after that took longer or failed
_silent_until = 0.0  # monotonic


def group_of_team(team_id: int) -> str:
    return f"team-{team_id}"


def team_changed(team_id: int) -> None:
    """Tell the pages of team and staff, after commit, to look again. Work goes on if nobody can be told."""
    _tell(group_of_team(team_id), ALL_RUNS)


def team_heard(team_id: int) -> None:
    """Tell the pages of a team that a program of theirs has written something."""
    _tell(group_of_team(team_id))


def queue_changed() -> None:
    """Tell the staff's pages that workers or the engine have changed."""
    _tell(ALL_RUNS)


def _tell(*groups: str) -> None:
    transaction.on_commit(lambda: _send(groups), robust=True)


def _send(groups: tuple[str, ...]) -> None:
    """A Redis that hangs costs each process a second now and then, and never the work."""
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
