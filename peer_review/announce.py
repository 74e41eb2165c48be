"""Telling pages, after commit, to look again. What happened is not said, so nothing can leak on this way."""

from collections.abc import Iterable

from django.db import transaction

from academy.people import waking
from academy.people.waking import group_of_person
from projects.live import team_changed
from projects.models import Membership

from .models import Evaluation


def evaluation_changed(evaluation: Evaluation) -> None:
    """Wake the pages of both sides, of the team's project, and of the staff."""
    evaluator, team = evaluation.evaluator_id, evaluation.team_id

    transaction.on_commit(lambda: _tell([evaluator, *_members(team)]), robust=True)
    team_changed(team)


def members_changed(team_id: int) -> None:
    """Wake the pages of everybody in a team."""
    transaction.on_commit(lambda: _tell(_members(team_id)), robust=True)


def people_changed(user_ids: Iterable[int]) -> None:
    waking.wake(*[group_of_person(user_id) for user_id in user_ids])


def _members(team_id: int) -> list[int]:
    # Asked after commit, when nobody waits for a lock of ours.
    return list(Membership.objects.filter(team=team_id).values_list("user_id", flat=True))


def _tell(user_ids: Iterable[int | None]) -> None:
    waking.send(*[group_of_person(user_id) for user_id in user_ids if user_id])
