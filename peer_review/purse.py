"""What a team can pay an evaluation with: its own points, lent ones, or a gift after a long wait."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from academy.people.models import Cohort
from projects.models import Attempt

from . import ledger
from .ledger import Kind
from .market_settings import settings_by_id, settings_of
from .models import Account


@dataclass(frozen=True)
class Purse:
    attempt: Attempt
    accounts: Sequence[Account]  # of the members who are in the cohort
    commons: Account
    price: int

    def payer(self) -> Account | None:
        """The member with most points, if those are enough."""
        richest = max(self.accounts, key=lambda account: (account.balance, -account.pk), default=None)
        return richest if richest and richest.balance >= self.price else None

    def borrower(self) -> Account | None:
        """The member who owes least, if the price is lent to them."""
        least = min(self.accounts, key=lambda account: (account.owed, account.pk), default=None)
        return least if least and self._is_lent(least.owed) else None

    def is_relieved(self) -> bool:
        """Whether the price is given to a team without a point: it has waited long, and nobody lends it any.

        Whoever is slower than all others finds few whom they may evaluate, and cannot earn what they need.
        """
        hours = settings_by_id(self.commons.cohort_id).relief_hours
        waits_since = self.attempt.closed_at
        if not hours or not waits_since or timezone.now() < waits_since + timedelta(hours=hours):
            return False
        return not self._is_lent(min((account.owed for account in self.accounts), default=0))

    def can_pay(self) -> bool:
        return bool(self.payer() or self.borrower() or self.is_relieved())

    def _is_lent(self, owed: int) -> bool:
        """Whether the commons has the price, and the rules let somebody who owes so much owe it too."""
        credit = settings_by_id(self.commons.cohort_id).credit_points
        return self.commons.balance >= self.price and owed + self.price <= credit


def purse_of(attempt: Attempt, cohort: Cohort) -> Purse:
    """For an evaluation at today's price."""
    commons, price = ledger.account(cohort, Kind.COMMONS), settings_of(cohort).price_points
    return purses([attempt], commons, price)[0]


def purses(attempts: Collection[Attempt], commons: Account, price: int) -> list[Purse]:
    """One for each attempt; in one query."""
    teams = {attempt.team_id for attempt in attempts}
    open_accounts = Account.objects.filter(cohort=commons.cohort_id, closed_at__isnull=True).order_by()
    found = open_accounts.filter(user__memberships__team__in=teams)
    accounts: defaultdict[int, list[Account]] = defaultdict(list)
    for account in found.annotate(team=F("user__memberships__team")):
        accounts[account.team].append(account)
    return [Purse(attempt, accounts[attempt.team_id], commons, price) for attempt in attempts]
