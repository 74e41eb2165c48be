"""Which teams can pay for an evaluation now."""

from collections.abc import Collection

from django.db.models import Q

from academy.people.models import Cohort
from projects.models import Attempt

from . import evaluations, ledger, sales
from .ledger import Kind
from .market_settings import settings_of
from .models import Evaluation
from .purse import purses


def without(attempts: Collection[Attempt], *, cohort: Cohort) -> set[int]:
    """The attempts whose team could not pay for one more evaluation now, and for which nobody else would.

    Asked by an act that has the turn of the ledger: a sale may begin or end by it.
    """
    commons, price = ledger.account(cohort, Kind.COMMONS), settings_of(cohort).price_points
    if not attempts or sales.review_in_turn(cohort, commons):
        return set()
    poor = [purse.attempt for purse in purses(attempts, commons, price) if not purse.can_pay()]
    paid_for = _paid_by_commons(poor) if poor else set()
    return {attempt.pk for attempt in poor} - paid_for


def _paid_by_commons(attempts: Collection[Attempt]) -> set[int]:
    """Those whose next evaluation stands in for a dismissed one, or was asked for besides."""
    ids = [attempt.pk for attempt in attempts]
    owed = Q(evaluations__state=Evaluation.State.DISMISSED) | Q(extras__isnull=False)
    found = Attempt.objects.filter(owed, pk__in=ids).distinct().order_by()
    return {attempt.pk for attempt in found if evaluations.owed_by_commons(attempt) > 0}
