"""Searches that go on: what the academy has found and what then falls away is looked for again, unasked."""

from .models import Waiting

State = Waiting.State


def search(attempt_id: int) -> None:
    """Put the team back on the waiting list as it last stood there, if it has found all and not left.

    Not for what the team itself called off: it says anew when it comes. The list ends what lacks nothing.
    """
    latest = Waiting.objects.filter(attempt=attempt_id).order_by("-pk").first()
    if latest and latest.state == State.SERVED:
        Waiting.objects.filter(pk=latest.pk).update(state=State.WAITING, ended_at=None)
