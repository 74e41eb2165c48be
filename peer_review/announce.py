"""Telling pages, after commit, to look again. What happened is not said, so nothing can leak on this way."""

from collections.abc import Iterable

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from grader.live import team_changed

from .channels import group_of_person
from .models import Evaluation


def evaluation_changed(evaluation: Evaluation) -> None:
    """Wake the pages of both sides, of the team's project, and of the staff."""
    members = evaluation.team.memberships.values_list("user_id", flat=True)
    people_changed([evaluation.evaluator_id, *members])
    team_changed(evaluation.team_id)


def people_changed(user_ids: Iterable[int]) -> None:
    groups = [group_of_person(user_id) for user_id in user_ids]

    def tell() -> None:
        send = async_to_sync(get_channel_layer().group_send)
        for group in groups:
            send(group, {"type": "changed"})

    transaction.on_commit(tell, robust=True)
