"""What evaluations cost and earn. Every cause has one key, so that nothing is charged or paid twice.

The numbers are those of the cohort: `market_settings.settings_of`.
"""

from django.db import transaction
from django.utils import timezone

from academy.people.models import Cohort, User
from projects.models import Team

from . import ledger, sales
from .ledger import DebtChange, Kind, Move
from .market_settings import settings_of
from .models import Account, Entry, Evaluation
from .purse import purses

Reason = Entry.Reason


@transaction.atomic
def open_account(user: User, *, cohort: Cohort) -> Account:
    """Give somebody who joins a cohort their first points. Opening twice changes nothing."""
    ledger.lock(cohort)
    rules = settings_of(cohort)
    account, created = Account.objects.get_or_create(cohort=cohort, user=user, defaults={"kind": Kind.PERSON})
    if created or account.closed_at:
        mint, commons = ledger.accounts(cohort, Kind.MINT, Kind.COMMONS)
        moves = some(Move(mint, account, rules.start_points), Move(mint, commons, rules.reserve_points))
        ledger.post(f"grant:{account.pk}:{account.closed_at or 'first'}", reason=Reason.GRANT, moves=moves)
        Account.objects.filter(pk=account.pk).update(closed_at=None)
    account.refresh_from_db()
    return account


@transaction.atomic
def close_account(user: User, *, cohort: Cohort) -> None:
    """Whoever leaves gives their points back to the commons; debts are forgiven.

    The market has one head less, so what belongs to a head leaves it: target and reserve, as far as the
    commons has them.
    """
    ledger.lock(cohort)
    account = Account.objects.filter(cohort=cohort, user=user, closed_at__isnull=True).first()
    if account is None:
        return
    now, rules = timezone.now(), settings_of(cohort)
    commons, sink = ledger.accounts(cohort, Kind.COMMONS, Kind.SINK)
    share = min(commons.balance + account.balance, rules.target_points + rules.reserve_points)
    moves = some(Move(account, commons, account.balance), Move(commons, sink, share))
    debts = [DebtChange(account, -account.owed)] if account.owed else []
    ledger.post(f"leave:{account.pk}:{now}", reason=Reason.LEAVE, moves=moves, debts=debts)
    Account.objects.filter(pk=account.pk).update(closed_at=now)


def some(*moves: Move) -> list[Move]:
    """Those that move anything."""
    return [move for move in moves if move.amount]


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
    """Put the price aside at booking. Raises NotEnoughPoints.

    The member with most points pays. If nobody has enough, the commons lends it to the member who owes least,
    and gives it to a team that has waited long and can neither pay nor borrow.
    """
    escrow, commons = ledger.accounts(evaluation.cohort, Kind.ESCROW, Kind.COMMONS)
    payer, borrower = _payer(evaluation, commons)
    moves = [Move(payer, escrow, evaluation.price)]
    debts = [DebtChange(borrower, evaluation.price)] if borrower else []
    key = f"hold:{evaluation.pk}"
    return ledger.post(key, reason=Reason.HOLD, moves=moves, debts=debts, evaluation=evaluation, by=by)


def _payer(evaluation: Evaluation, commons: Account) -> tuple[Account, Account | None]:
    """Where the price comes from, and who will owe it. Raises NotEnoughPoints."""
    if evaluation.paid_by_commons or sales.review_in_turn(evaluation.cohort, commons):
        return _common_purse(commons, evaluation.price), None
    purse = purses([evaluation.attempt], commons, evaluation.price)[0]
    if payer := purse.payer():
        return payer, None
    if purse.is_relieved():
        return _common_purse(commons, evaluation.price), None
    if borrower := purse.borrower():
        return commons, borrower
    raise ledger.NotEnoughPoints


def _common_purse(commons: Account, price: int) -> Account:
    return ledger.account(commons.cohort, Kind.MINT) if commons.balance < price else commons


def earn(evaluation: Evaluation, *, by: User | None) -> Entry | None:
    """Pay the evaluator for a filled sheet."""
    return _pay_evaluator(evaluation, Reason.EARN, by=by)


def forfeit(evaluation: Evaluation, *, by: User | None) -> Entry | None:
    """The team cancelled late or did not come: its point goes to the evaluator, who kept the time free."""
    return _pay_evaluator(evaluation, Reason.FORFEIT, by=by)


def _pay_evaluator(evaluation: Evaluation, reason: Entry.Reason, *, by: User | None) -> Entry | None:
    """Debts are repaid first; then the evaluator is paid up to the ceiling; the commons gets the rest.

    Mentors and staff have no account: what they earn is everybody's.
    """
    cohort, price = evaluation.cohort, evaluation.price
    escrow, commons = ledger.accounts(cohort, Kind.ESCROW, Kind.COMMONS)
    account = _evaluator(evaluation)
    if account is None:
        return _settle(evaluation, reason, [Move(escrow, commons, price)], [], by=by)
    repaid = min(account.owed, price)
    kept = min(price - repaid, max(0, settings_of(cohort).ceiling_points - account.balance))
    moves = some(Move(escrow, commons, price - kept), Move(escrow, account, kept))
    debts = [DebtChange(account, -repaid)] if repaid else []
    return _settle(evaluation, reason, moves, debts, by=by)


def _evaluator(evaluation: Evaluation) -> Account | None:
    """The account of the evaluator, unless they have none or have left."""
    accounts = Account.objects.filter(cohort=evaluation.cohort, closed_at__isnull=True)
    return accounts.filter(user=evaluation.evaluator_id).order_by().first()


def refund(evaluation: Evaluation, *, by: User | None) -> Entry | None:
    """Give the price back to whoever paid it; to the commons if its person has left."""
    moves, debts = giving_back(evaluation)
    return _settle(evaluation, Reason.REFUND, moves, debts, by=by)


def giving_back(evaluation: Evaluation) -> tuple[list[Move], list[DebtChange]]:
    """How the price goes from escrow to its payer.

    What was lent is no longer owed; if it has been repaid meanwhile, the borrower gets it.
    """
    cohort, price = evaluation.cohort, evaluation.price
    escrow, commons = ledger.accounts(cohort, Kind.ESCROW, Kind.COMMONS)
    held = evaluation.entries.get(reason=Reason.HOLD)
    source, loan = held.transfers.select_related("source").get().source, held.debts.first()
    person = loan.account if loan else source
    if person.closed_at:
        return [Move(escrow, commons, price)], []
    cancelled = min(person.owed, loan.change) if loan else 0
    moves = some(Move(escrow, commons, cancelled), Move(escrow, person, price - cancelled))
    return moves, [DebtChange(person, -cancelled)] if cancelled else []


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
    """An evaluator who cancelled late or did not come pays; what they do not have they owe, up to a limit."""
    rules = settings_of(evaluation.cohort)
    account = _evaluator(evaluation)
    if account is None:
        return None
    paid = min(account.balance, rules.fine_points)
    owed = max(0, min(rules.fine_points - paid, rules.credit_points - account.owed))
    moves = some(Move(account, ledger.account(evaluation.cohort, Kind.COMMONS), paid))
    debts = [DebtChange(account, owed)] if owed else []
    key = f"fine:{evaluation.pk}"
    return ledger.post(key, reason=Reason.FINE, moves=moves, debts=debts, evaluation=evaluation, by=by)
