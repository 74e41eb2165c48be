"""Which evaluations concern whom."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from academy.people.models import Cohort, User
from projects.models import Attempt, Team

from .models import Evaluation

CONCERN_SHOWN = timedelta(days=14)

State = Evaluation.State


def to_give(user: User) -> Sequence[Evaluation]:
    """Booked evaluations that this person owes to others, the next one first."""
    booked = Evaluation.objects.filter(evaluator=user, state=State.BOOKED)
    return list(booked.with_people().order_by("starts_at"))


def to_get(user: User) -> Sequence[Evaluation]:
    """Booked evaluations of this person's own work, the next one first."""
    booked = Evaluation.objects.filter(team__in=_teams(user), state=State.BOOKED)
    return list(booked.with_people().order_by("starts_at"))


def past(user: User, side: str = "") -> QuerySet[Evaluation]:
    """Everything visible that is over, the latest first; only what was "given", or only "received"."""
    ended = Evaluation.objects.visible_to(user).exclude(state=State.BOOKED)
    if side == "given":
        ended = ended.filter(evaluator=user)
    elif side == "received":
        ended = ended.exclude(evaluator=user)
    return ended.with_people().order_by("-starts_at", "-pk")


def awaiting_decision(cohort: Cohort) -> Sequence[Evaluation]:
    """Reports of cheating that wait for the staff, the oldest first."""
    referred = Evaluation.objects.filter(cohort=cohort, state=State.REFERRED)
    return list(referred.with_people().order_by("filled_at"))


def concerning(cohort: Cohort) -> Sequence[Evaluation]:
    """Evaluations about which an evaluator wrote to the staff lately, the oldest first."""
    since = timezone.now() - CONCERN_SHOWN
    told = Evaluation.objects.filter(cohort=cohort, starts_at__gte=since).exclude(concern="")
    return list(told.with_people().order_by("starts_at"))


def today(cohort: Cohort) -> Sequence[Evaluation]:
    """Everything between midnight and midnight of the cohort, in the order of time."""
    midnight = timezone.now().astimezone(cohort.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    of_the_day = Evaluation.objects.filter(
        cohort=cohort, starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1)
    )
    return list(of_the_day.with_people().order_by("starts_at", "pk"))


def of_attempt(attempt: Attempt) -> Sequence[Evaluation]:
    """All evaluations of one attempt in the order of their time, whatever became of them."""
    return list(attempt.evaluations.with_people().order_by("starts_at", "booked_at"))


def of_attempts(attempts: Sequence[Attempt]) -> dict[int, list[Evaluation]]:
    """The same for several attempts at once, by attempt."""
    found: dict[int, list[Evaluation]] = {attempt.pk: [] for attempt in attempts}
    rows = Evaluation.objects.filter(attempt__in=attempts).with_people().order_by("starts_at", "booked_at")
    for evaluation in rows:
        found[evaluation.attempt_id].append(evaluation)
    return found


def _teams(user: User) -> QuerySet[Team]:
    return Team.objects.filter(memberships__user=user)
