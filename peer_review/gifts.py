"""Points that move without an evaluation: gifts to everybody, and what the staff give, take and undo."""

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Cohort, User
from projects.refusals import Refused

from . import ledger, points, sales
from .ledger import DebtChange, Kind, Move
from .market_settings import settings_of
from .models import Account, Entry, Transfer

MOST_AT_ONCE = 50  # points that staff give or take in one act; more is a slip of the finger

Reason = Entry.Reason
UNDOABLE = (Reason.STAFF, Reason.FINE, Reason.FORFEIT)


@transaction.atomic
def donate(user: User, *, cohort: Cohort, amount: int, request: str) -> Entry | None:
    """Give some of one's points to the commons. `request` is the key of the form. Raises Refused."""
    ledger.lock(cohort)
    account = _open_account(user, cohort)
    key = f"donation:{account.pk}:{request}"
    if Entry.objects.filter(key=key).exists():
        return None
    if account.owed:
        raise Refused(_("You owe points yourself. The next ones that you earn repay them."))
    if not 1 <= amount <= account.balance:
        raise Refused(_("Give at least one point, and no more than you have."))
    moves = [Move(account, ledger.account(cohort, Kind.COMMONS), amount)]
    entry = ledger.post(key, reason=Reason.DONATION, moves=moves, by=user)
    sales.review(cohort)
    return entry


@transaction.atomic
def grant(user: User, *, cohort: Cohort, amount: int, by: User, reason: str, request: str) -> Entry | None:
    """Staff give somebody points, or take some when `amount` is below zero. Raises Refused."""
    _check_staff(by, reason)
    if not 1 <= abs(amount) <= MOST_AT_ONCE:
        raise Refused(_("Give or take between 1 and %(most)d points.") % {"most": MOST_AT_ONCE})
    ledger.lock(cohort)
    account = _open_account(user, cohort)
    if account.balance + amount < 0:
        raise Refused(_("They have only %(balance)d.") % {"balance": account.balance})
    mint, sink = ledger.account(cohort, Kind.MINT), ledger.account(cohort, Kind.SINK)
    moves = [Move(mint, account, amount) if amount > 0 else Move(account, sink, -amount)]
    key = f"staff:{account.pk}:{request}"
    entry = ledger.post(key, reason=Reason.STAFF, moves=moves, by=by, note=reason.strip())
    if entry:
        _write_down(acts.Kind.POINTS, entry, cohort=cohort)
    return entry


def _write_down(kind: acts.Kind, entry: Entry, *, cohort: Cohort) -> None:
    """One line for each person whose points changed: nobody reads who else it was about."""
    change = Counter[User]()
    for transfer in entry.transfers.select_related("source__user", "target__user"):
        for account, amount in ((transfer.source, -transfer.amount), (transfer.target, transfer.amount)):
            if account.user:
                change[account.user] += amount
    for debt in entry.debts.select_related("account__user"):
        if debt.account.user:
            change[debt.account.user] += 0
    for person, points_moved in change.items():
        after = {"points": points_moved}
        acts.write(
            kind, by=entry.by, people=[person], cohort=cohort, ref=entry, reason=entry.note, after=after
        )


@transaction.atomic
def undo(entry: Entry, *, cohort: Cohort, by: User, reason: str) -> Entry | None:
    """Staff take back a gift of theirs, a fine, or the price of a missed evaluation. Raises Refused.

    Whoever has spent meanwhile what they got is not made poor by it: new points are issued instead.
    Undone a second time, nothing happens.
    """
    _check_staff(by, reason)
    if entry.reason not in UNDOABLE:
        raise Refused(_("This cannot be undone. Give or take points instead, with a reason."))
    ledger.lock(cohort)
    if Entry.objects.filter(undoes=entry).exists():
        return None
    moves, debts = _way_back(entry, cohort)
    if entry.reason == Reason.FORFEIT and entry.evaluation:  # it stands in escrow now; its payer gets it
        more_moves, more_debts = points.giving_back(entry.evaluation)
        moves, debts = moves + more_moves, debts + more_debts
    undone = ledger.post(
        f"undo:{entry.pk}",
        reason=Reason.UNDO,
        moves=moves,
        debts=debts,
        evaluation=entry.evaluation,
        by=by,
        note=reason.strip(),
        undoes=entry,
    )
    if undone:
        _write_down(acts.Kind.POINTS_BACK, undone, cohort=cohort)
    return undone


def _way_back(entry: Entry, cohort: Cohort) -> tuple[list[Move], list[DebtChange]]:
    mint = ledger.account(cohort, Kind.MINT)
    moves: list[Move] = []
    for transfer in entry.transfers.select_related("source", "target"):
        moves += _back(transfer, mint)
    debts = []
    for debt in entry.debts.select_related("account"):
        owed, limit = debt.account.owed, settings_of(cohort).credit_points
        change = max(-owed, min(-debt.change, limit - owed))
        debts += [DebtChange(debt.account, change)] if change else []
        if paid := max(0, debt.change + change):  # what they owed has been repaid meanwhile
            moves.append(Move(mint, debt.account, paid))
    return moves, debts


def _back(transfer: Transfer, mint: Account) -> list[Move]:
    """The way back of one transfer, as far as its target still has it."""
    source, target, amount = transfer.source, transfer.target, transfer.amount
    if source.closed_at:
        return []  # they have left, and everybody has what was theirs
    has = min(amount, target.balance)
    issued = 0 if source == mint else amount - has
    return points.some(Move(target, source, has), Move(mint, source, issued))


def _open_account(user: User, cohort: Cohort) -> Account:
    account = Account.objects.filter(cohort=cohort, user=user, closed_at__isnull=True).first()
    if account is None:
        raise Refused(_("Points belong to trainees of a cohort."))
    return account


def _check_staff(by: User, reason: str) -> None:
    if not by.is_staff:
        raise Refused(_("Only staff give, take and undo points."))
    if not reason.strip():
        raise Refused(_("Say why: the person will read it."))
