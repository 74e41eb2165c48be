"""What browsers hear while a run goes on."""

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction


def group_of(run_id: int) -> str:
    return f"run-{run_id}"


ALL_RUNS = "runs"  # staff pages: something moved in the queue


def run_changed(run_id: int) -> None:
    """Tell watchers, after commit, to look again. Grading goes on if nobody can be told."""

    def tell() -> None:
        send = async_to_sync(get_channel_layer().group_send)
        send(group_of(run_id), {"type": "run.changed"})
        send(ALL_RUNS, {"type": "runs.changed"})

    transaction.on_commit(tell, robust=True)


def queue_changed() -> None:
    """Tell staff pages that workers or the engine have changed."""
    send = async_to_sync(get_channel_layer().group_send)
    transaction.on_commit(lambda: send(ALL_RUNS, {"type": "runs.changed"}), robust=True)
