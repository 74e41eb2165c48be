"""What evaluations cost and earn. Every cause has one key, so that nothing is charged or paid twice."""

from django.db import transaction
from django.utils import timezone

from academy.people.models import Cohort, User
from projects.models import Team

from . import ledger
from .ledger import DebtChange, Kind, Move
from .models import Account, Entry, Evaluation

START = 5  # points of a person who joins
RESERVE = 1  # points that the commons gets for each of them
PRICE = 1
FINE = 1
DEBT_LIMIT = 2

Reason = Entry.Reason


@transaction.atomic
def open_account(user: User, *, cohort: Cohort) -> Account:
    """Give somebody who joins a cohort their first points. Opening twice changes nothing."""
    ledger.lock(cohort)
    account, created = Account.objects.get_or_create(cohort=cohort, user=user, defaults={"kind": Kind.PERSON})
    if created or account.closed_at:
        mint, commons = ledger.account(cohort, Kind.MINT), ledger.account(cohort, Kind.COMMONS)
        moves = [Move(mint, account, START), Move(mint, commons, RESERVE)]
        ledger.post(f"grant:{account.pk}:{account.closed_at or 'first'}", reason=Reason.GRANT, moves=moves)
        Account.objects.filter(pk=account.pk).update(closed_at=None)
    account.refresh_from_db()
    return account


@transaction.atomic
def close_account(user: User, *, cohort: Cohort) -> None:
    """Whoever leaves gives their points back to the commons; debts are forgiven."""
    ledger.lock(cohort)
    account = Account.objects.filter(cohort=cohort, user=user, closed_at__isnull=True).first()
    if account is None:
        return
    now = timezone.now()
    moves = [Move(account, ledger.account(cohort, Kind.COMMONS), account.balance)] if account.balance else []
    debts = [DebtChange(account, -account.owed)] if account.owed else []
    ledger.post(f"leave:{account.pk}:{now}", reason=Reason.LEAVE, moves=moves, debts=debts)
    Account.objects.filter(pk=account.pk).update(closed_at=now)


def account_of(user: User) -> Account | None:
    """The person's account in the cohort that they are in now."""
    return Account.objects.filter(user=user, closed_at__isnull=True).order_by("-cohort__starts_on").first()


def balance(user: User) -> int:
    account = account_of(user)
    return account.balance if account else 0


def best_balance(team: Team) -> int:
    """What the member with most points has: the one who pays."""
    balances = Account.objects.filter(user__in=team.members.all(), closed_at__isnull=True)
    return max(balances.values_list("balance", flat=True), default=0)


def hold(evaluation: Evaluation, *, by: User) -> Entry | None:
    """Put the price aside at booking, from the member with most points. Raises NotEnoughPoints."""
    escrow = ledger.account(evaluation.cohort, Kind.ESCROW)
    moves = [Move(_payer(evaluation), escrow, evaluation.price)]
    return ledger.post(f"hold:{evaluation.pk}", reason=Reason.HOLD, moves=moves, evaluation=evaluation, by=by)


def _payer(evaluation: Evaluation) -> Account:
    if evaluation.paid_by_commons:
        commons = ledger.account(evaluation.cohort, Kind.COMMONS)
        empty = commons.balance < evaluation.price
        return ledger.account(evaluation.cohort, Kind.MINT) if empty else commons
    members = evaluation.team.members.all()
    account = (
        Account.objects.filter(cohort=evaluation.cohort, user__in=members).order_by("-balance", "pk").first()
    )
    if account is None:
        raise ledger.NotEnoughPoints
    return account


def earn(evaluation: Evaluation, *, by: User | None) -> Entry | None:
    """Pay the evaluator for a filled sheet."""
    return _pay_evaluator(evaluation, Reason.EARN, by=by)


def forfeit(evaluation: Evaluation, *, by: User | None) -> Entry | None:
    """The team cancelled late or did not come: its point goes to the evaluator, who kept the time free."""
    return _pay_evaluator(evaluation, Reason.FORFEIT, by=by)


def _pay_evaluator(evaluation: Evaluation, reason: Entry.Reason, *, by: User | None) -> Entry | None:
    """Debts are repaid first; what is left goes to the evaluator."""
    escrow, commons = (
        ledger.account(evaluation.cohort, Kind.ESCROW),
        ledger.account(evaluation.cohort, Kind.COMMONS),
    )
    account = Account.objects.get(cohort=evaluation.cohort, user=evaluation.evaluator_id)
    repaid = min(account.owed, evaluation.price)
    to_commons = evaluation.price if account.closed_at else repaid
    moves = [
        Move(escrow, target, amount)
        for target, amount in ((commons, to_commons), (account, evaluation.price - to_commons))
        if amount
    ]
    debts = [DebtChange(account, -repaid)] if repaid else []
    return _settle(evaluation, reason, moves, debts, by=by)


def refund(evaluation: Evaluation, *, by: User | None) -> Entry | None:
    """Give the price back to the account it came from; to the commons if its person has left."""
    escrow = ledger.account(evaluation.cohort, Kind.ESCROW)
    held = evaluation.entries.get(reason=Reason.HOLD).transfers.select_related("source").get()
    target = ledger.account(evaluation.cohort, Kind.COMMONS) if held.source.closed_at else held.source
    return _settle(evaluation, Reason.REFUND, [Move(escrow, target, held.amount)], [], by=by)


def _settle(
    evaluation: Evaluation,
    reason: Entry.Reason,
    moves: list[Move],
    debts: list[DebtChange],
    *,
    by: User | None,
) -> Entry | None:
    """Close what was held. All ways to close share one key: an evaluation is settled once."""
    key = f"settle:{evaluation.pk}"
    return ledger.post(key, reason=reason, moves=moves, debts=debts, evaluation=evaluation, by=by)


def fine(evaluation: Evaluation, *, by: User | None) -> Entry | None:
    """An evaluator who cancelled late or did not come pays; without a point they owe it, up to a limit."""
    account = Account.objects.get(cohort=evaluation.cohort, user=evaluation.evaluator_id)
    moves, debts = [], []
    if account.balance >= FINE:
        moves = [Move(account, ledger.account(evaluation.cohort, Kind.COMMONS), FINE)]
    elif account.owed < DEBT_LIMIT:
        debts = [DebtChange(account, FINE)]
    key = f"fine:{evaluation.pk}"
    return ledger.post(key, reason=Reason.FINE, moves=moves, debts=debts, evaluation=evaluation, by=by)
