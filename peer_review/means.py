"""Which teams can pay for an evaluation now."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from academy.people.models import Cohort
from projects.models import Attempt, Membership

from . import evaluations, ledger, points, sales
from .ledger import Kind
from .market_settings import settings_of
from .models import Account, Evaluation


def without(attempts: Collection[Attempt], *, cohort: Cohort) -> set[int]:
    """The attempts whose team could not pay for one more evaluation now, and for which nobody else would.

    Asked by an act that has the turn of the ledger: a sale may begin or end by it.
    """
    commons, price = ledger.account(cohort, Kind.COMMONS), settings_of(cohort).price_points
    if not attempts or sales.review_in_turn(cohort, commons):
        return set()
    purses = _purses(attempts, cohort)
    poor = [one for one in attempts if not points.can_pay(one, purses[one.team_id], commons, price)]
    paid_for = _paid_by_commons(poor) if poor else set()
    return {attempt.pk for attempt in poor} - paid_for


def _purses(attempts: Collection[Attempt], cohort: Cohort) -> dict[int, list[Account]]:
    """The accounts of each team."""
    teams = {attempt.team_id for attempt in attempts}
    members = list(Membership.objects.filter(team__in=teams).order_by().values_list("team", "user"))
    users = {user for _team, user in members}
    found = Account.objects.filter(cohort=cohort, closed_at__isnull=True, user__in=users).order_by()
    accounts = {account.user_id: account for account in found}
    purses: defaultdict[int, list[Account]] = defaultdict(list)
    for team, user in members:
        if user in accounts:
            purses[team].append(accounts[user])
    return purses


def _paid_by_commons(attempts: Collection[Attempt]) -> set[int]:
    """Those whose next evaluation stands in for a dismissed one, or was asked for besides."""
    ids = [attempt.pk for attempt in attempts]
    owed = Q(evaluations__state=Evaluation.State.DISMISSED) | Q(extras__isnull=False)
    found = Attempt.objects.filter(owed, pk__in=ids).distinct().order_by()
    return {attempt.pk for attempt in found if evaluations.owed_by_commons(attempt) > 0}
