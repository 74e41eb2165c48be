"""The figures of a cohort's market, in a handful of queries whatever its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from django.db.models import Q, Sum

from academy.people.models import Cohort, Enrolment

from . import ledger, quarters
from .models import Account, Entry, Slot, Transfer

Kind = Account.Kind
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Holder:
    """An active trainee."""

    account: Account
    offered: bool  # time to evaluate, in the last week

    @property
    def balance(self) -> int:
        return self.account.balance


@dataclass(frozen=True)
class Economy:
    holders: Sequence[Holder]
    escrow: int
    commons: int

    @property
    def heads(self) -> int:
        return len(self.holders)

    @property
    def supply(self) -> int:
        """What active trainees have or have put aside for bookings."""
        return sum(holder.balance for holder in self.holders) + self.escrow

    @property
    def per_head(self) -> float:
        return self.supply / self.heads if self.heads else 0.0

    @property
    def gini(self) -> float:
        return gini([holder.balance for holder in self.holders])


def economy_of(cohort: Cohort, now: datetime) -> Economy:
    active = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).values("user")
    accounts = Account.objects.filter(cohort=cohort, closed_at__isnull=True, user__in=active)
    offered = offered_between(cohort, now - WEEK, now)
    holders = [
        Holder(account, account.user_id in offered)
        for account in accounts.select_related("user").order_by("balance", "pk")
    ]
    escrow, commons = ledger.account(cohort, Kind.ESCROW), ledger.account(cohort, Kind.COMMONS)
    return Economy(holders, escrow.balance, commons.balance)


def offered_between(cohort: Cohort, since: datetime, until: datetime) -> set[int]:
    """Those who had a slot in this time, whether somebody took it or not."""
    people = Enrolment.objects.filter(cohort=cohort).values("user")
    slots = Slot.objects.filter(
        evaluator__in=people, quarter__gte=quarters.at(since), quarter__lt=quarters.at(until)
    )
    return set(slots.order_by().values_list("evaluator", flat=True).distinct())


def velocity(cohort: Cohort, now: datetime, supply: int) -> float:
    """How often a point changed hands in the last week: evaluations paid for, by points there are."""
    paid = Transfer.objects.filter(
        Q(entry__reason=Entry.Reason.EARN) | Q(entry__reason=Entry.Reason.FORFEIT),
        source__cohort=cohort,
        entry__created_at__gt=now - WEEK,
        entry__created_at__lte=now,
    ).aggregate(total=Sum("amount"))["total"]
    return (paid or 0) / supply if supply else 0.0


def gini(values: Sequence[int]) -> float:
    """0 when everybody has the same, near 1 when one has all."""
    total, count = sum(values), len(values)
    if total <= 0:
        return 0.0
    area = sum(accumulate(sorted(values))) / total  # under the Lorenz curve, in steps
    return (count + 1 - 2 * area) / count
