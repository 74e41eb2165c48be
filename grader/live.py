"""Who hears that a run has moved on."""

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

ALL_RUNS = "runs"  # staff pages: something moved in the queue


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
    def tell() -> None:
        send = async_to_sync(get_channel_layer().group_send)
        for group in groups:
            send(group, {"type": "changed"})

    transaction.on_commit(tell, robust=True)
