"""Telling pages, after commit, to look again. What happened is not said, so nothing can leak on this way."""

from collections.abc import Iterable

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from grader.live import team_changed
from projects.models import Membership

from .channels import group_of_person
from .models import Evaluation


def evaluation_changed(evaluation: Evaluation) -> None:
    """Wake the pages of both sides, of the team's project, and of the staff."""
    evaluator, team = evaluation.evaluator_id, evaluation.team_id

    def tell() -> None:  # who is in the team is asked after commit, when nobody waits for a lock of ours
        members = Membership.objects.filter(team=team).values_list("user_id", flat=True)
        _tell([evaluator, *members])

    transaction.on_commit(tell, robust=True)
    team_changed(team)


def people_changed(user_ids: Iterable[int]) -> None:
    ids = list(user_ids)
    transaction.on_commit(lambda: _tell(ids), robust=True)


def _tell(user_ids: Iterable[int | None]) -> None:
    send = async_to_sync(get_channel_layer().group_send)
    for user_id in user_ids:
        if user_id is not None:
            send(group_of_person(user_id), {"type": "changed"})
