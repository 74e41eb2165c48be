"""Telling pages, after commit, to look again. What happened is not said, so nothing can leak on this way."""

from collections.abc import Iterable

from django.db import transaction

from academy.people import waking
from academy.people.waking import group_of_person
from grader.live import team_changed
from projects.models import Membership

from .models import Evaluation


def evaluation_changed(evaluation: Evaluation) -> None:
    """Wake the pages of both sides, of the team's project, and of the staff."""
    evaluator, team = evaluation.evaluator_id, evaluation.team_id

    def tell() -> None:  # who is in the team is asked after commit, when nobody waits for a lock of ours
        members = Membership.objects.filter(team=team).values_list("user_id", flat=True)
        waking.send(*[group_of_person(user_id) for user_id in (evaluator, *members) if user_id])

    transaction.on_commit(tell, robust=True)
    team_changed(team)


def people_changed(user_ids: Iterable[int]) -> None:
    waking.wake(*[group_of_person(user_id) for user_id in user_ids])
