"""Which evaluations concern whom."""

from collections.abc import Sequence

from academy.people.models import User
from projects.models import Attempt, Team

from .models import Evaluation

State = Evaluation.State


def to_give(user: User) -> Sequence[Evaluation]:
    """Booked evaluations that this person owes to others, the next one first."""
    booked = Evaluation.objects.filter(evaluator=user, state=State.BOOKED)
    return list(booked.with_people().order_by("starts_at"))


def to_get(user: User) -> Sequence[Evaluation]:
    """Booked evaluations of this person's own work, the next one first."""
    booked = Evaluation.objects.filter(team__in=_teams(user), state=State.BOOKED)
    return list(booked.with_people().order_by("starts_at"))


def past(user: User) -> Sequence[Evaluation]:
    """Everything that is over, on either side, the latest first; staff see their own part only."""
    mine = Evaluation.objects.filter(evaluator=user) | Evaluation.objects.filter(team__in=_teams(user))
    return mine.exclude(state=State.BOOKED).with_people().order_by("-starts_at", "-pk")


def referred() -> Sequence[Evaluation]:
    """Reports of cheating that wait for the staff, the oldest first."""
    return list(Evaluation.objects.filter(state=State.REFERRED).with_people().order_by("filled_at"))


def of_attempt(attempt: Attempt) -> Sequence[Evaluation]:
    """All evaluations of one attempt in the order of their time, whatever became of them."""
    return list(attempt.evaluations.with_people().order_by("starts_at", "booked_at"))


def _teams(user: User) -> Sequence[Team]:
    return Team.objects.filter(memberships__user=user)
