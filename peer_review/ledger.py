"""The journal of points: the only module that changes a balance.

What is locked, once and when: every change of a cohort's calendar or points begins with `lock`, which makes
the changes of one cohort wait for each other. Whatever a change looked at before is then looked at again, and
two changes that need the same accounts in another order cannot block each other for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from academy.people.models import Cohort, User
from projects.refusals import Refused

from . import known_rules, news
from .models import Account, Debt, Entry, Evaluation, Transfer

Kind = Account.Kind
SYSTEM = (Kind.ESCROW, Kind.COMMONS, Kind.MINT, Kind.SINK)


class NotEnoughPoints(Refused):
    """An account has less than was asked of it."""

    def __init__(self) -> None:
        super().__init__(_("Nobody in your team has a point left. Evaluate somebody to earn one."))


@dataclass(frozen=True)
class Move:
    source: Account
    target: Account
    amount: int = 1


@dataclass(frozen=True)
class DebtChange:
    account: Account
    change: int


def lock(cohort: Cohort) -> None:
    """Wait for the turn of this transaction. On SQLite every writing transaction has waited already."""
    known_rules.forget()
    if not connection.features.has_select_for_update:
        return
    if not Account.objects.select_for_update().filter(cohort=cohort, kind=Kind.ESCROW).exists():
        _open_system_accounts(cohort)
        lock(cohort)


def account(cohort: Cohort, kind: Account.Kind) -> Account:
    """Escrow, commons, mint or sink."""
    return accounts(cohort, kind)[0]


def accounts(cohort: Cohort, *kinds: Account.Kind) -> list[Account]:
    """Some of the four, in the order in which they were asked for; in one query."""
    rows = Account.objects.filter(cohort=cohort, kind__in=kinds).order_by()
    found = {Kind(row.kind): row for row in rows}
    if len(found) < len(kinds):
        _open_system_accounts(cohort)
        return accounts(cohort, *kinds)
    return [found[kind] for kind in kinds]


def _open_system_accounts(cohort: Cohort) -> None:
    rows = [Account(cohort=cohort, kind=kind) for kind in SYSTEM]
    Account.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def post(
    key: str,
    *,
    reason: Entry.Reason,
    moves: Sequence[Move],
    debts: Sequence[DebtChange] = (),
    evaluation: Evaluation | None = None,
    by: User | None = None,
    note: str = "",
    undoes: Entry | None = None,
) -> Entry | None:
    """Write one entry and move its points; all of it or nothing.

    The same key a second time changes nothing and gives None. Raises NotEnoughPoints.
    """
    if Entry.objects.filter(key=key).exists():
        return None
    entry = Entry.objects.create(
        key=key, reason=reason, evaluation=evaluation, by=by, note=note, undoes=undoes
    )
    for move in moves:
        _take(move)
        Account.objects.filter(pk=move.target.pk).update(balance=F("balance") + move.amount)
    for debt in debts:
        Account.objects.filter(pk=debt.account.pk).update(owed=F("owed") + debt.change)
    Transfer.objects.bulk_create(
        Transfer(entry=entry, source=move.source, target=move.target, amount=move.amount) for move in moves
    )
    Debt.objects.bulk_create(Debt(entry=entry, account=debt.account, change=debt.change) for debt in debts)
    news.points_moved(entry)
    return entry


def _take(move: Move) -> None:
    # One UPDATE both looks and takes, so that the same point is never spent twice.
    covered = Q(balance__gte=move.amount) | Q(kind=Kind.MINT)
    if not Account.objects.filter(covered, pk=move.source.pk).update(balance=F("balance") - move.amount):
        raise NotEnoughPoints
