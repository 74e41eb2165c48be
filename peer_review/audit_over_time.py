"""The invariants that only the history can tell: limits that held when points moved, and pairs that met.

A rule that staff have changed since is judged as it was at that moment. I7 and I12 need no looking for: their
UNIQUE constraints leave no way to break them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from academy.people.models import Cohort

from . import quarters
from .market_settings import settings_of
from .models import Account, Debt, Entry, Evaluation, SettingsChange, Transfer

PER_DAY = 24 * 60 // quarters.MINUTES
Reason = Entry.Reason
CAPPED = (Reason.EARN, Reason.FORFEIT, Reason.DIVIDEND)


class RulesOverTime:
    """The value of a rule at any moment."""

    def __init__(self, cohort: Cohort):
        self.now = settings_of(cohort)
        self.changes = list(SettingsChange.objects.filter(market=self.now).order_by("-pk"))

    def at(self, moment: datetime, name: str) -> Any:
        value = getattr(self.now, name)
        for change in self.changes:  # the latest first: undo what came after that moment
            if change.changed_at > moment and name in change.values:
                value = change.values[name][0]
        return value


def limits(cohort: Cohort) -> Iterator[str]:
    """I5: nobody was paid above the ceiling, and nobody was lent more than the credit."""
    rules, balance = RulesOverTime(cohort), Counter[int]()
    people = set(Account.objects.filter(cohort=cohort, kind=Account.Kind.PERSON).values_list("pk", flat=True))
    moved = Transfer.objects.filter(source__cohort=cohort).order_by("entry_id", "pk")
    for source, target, amount, reason, when in moved.values_list(
        "source", "target", "amount", "entry__reason", "entry__created_at"
    ):
        balance[source] -= amount
        balance[target] += amount
        capped = target in people and reason in CAPPED
        if capped and balance[target] > rules.at(when, "ceiling_points"):
            yield f"I5: account {target} was paid up to {balance[target]} on {when:%Y-%m-%d}."
    yield from _credit(cohort, rules)


def _credit(cohort: Cohort, rules: RulesOverTime) -> Iterator[str]:
    owed = Counter[int]()
    debts = Debt.objects.filter(account__cohort=cohort).order_by("entry_id", "pk")
    for account, change, when in debts.values_list("account", "change", "entry__created_at"):
        owed[account] += change
        if change > 0 and owed[account] > rules.at(when, "credit_points"):
            yield f"I5: account {account} owed {owed[account]} on {when:%Y-%m-%d}."


def favours(cohort: Cohort) -> Iterator[str]:
    """I11: nobody returned a favour inside the window, unless the attempt had waited long enough."""
    rules = RulesOverTime(cohort)
    meetings: defaultdict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    met = Evaluation.objects.filter(cohort=cohort, state__in=Evaluation.PAIRED).order_by("booked_at", "pk")
    for key, evaluator, member, starts_at, booked_at, closed_at in met.values_list(
        "key", "evaluator", "team__memberships__user", "starts_at", "booked_at", "attempt__closed_at"
    ):
        when = quarters.at(starts_at)
        near = PER_DAY * rules.at(booked_at, "no_return_days")
        if not _relaxed(booked_at, closed_at, rules):
            for earlier, other in meetings[member, evaluator]:
                if abs(earlier - when) < near:
                    yield f"I11: evaluation {key} returns the favour of {other}."
        meetings[evaluator, member].append((when, key))


def _relaxed(booked_at: datetime, closed_at: datetime | None, rules: RulesOverTime) -> bool:
    hours = rules.at(booked_at, "pairs_relax_after_hours")
    return (
        hours is not None
        and closed_at is not None
        and (booked_at - closed_at).total_seconds() >= hours * 3600
    )
