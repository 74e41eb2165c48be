"""Asking for one more evaluation where the mark is in doubt: at most one for each attempt."""

from projects.models import Attempt

from .. import market_settings, resumed
from ..models import Evaluation, Extra, Planted, WorkEstimate

Cause = Extra.Cause


def ask(attempt: Attempt) -> Extra | None:
    """Called when the last evaluation is in. The commons pays what is asked for; None when all is clear.

    Runs inside the turn of its cohort; the constraint keeps a second one out whatever happens.
    """
    latest = latest_estimate(attempt)
    if latest is None or not latest.doubts or not attempt.team.project.peer_weight:
        return None
    if Planted.objects.filter(attempt=attempt).exists():  # what it is worth is known
        return None
    if not market_settings.settings_by_id(latest.evaluation.cohort_id).asks_one_more:
        return None
    extra, created = Extra.objects.get_or_create(
        attempt=attempt, cause=Cause.DOUBT, defaults={"doubts": latest.doubts}
    )
    if not created:
        return None
    resumed.search(attempt.pk)
    return extra


def latest_estimate(attempt: Attempt) -> WorkEstimate | None:
    """What the attempt is worth as far as is known now."""
    done = WorkEstimate.objects.filter(evaluation__attempt=attempt, evaluation__state=Evaluation.State.DONE)
    return done.order_by("pk").last()
