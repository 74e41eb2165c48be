"""What a team puts aside for an objection: held like a booking, returned to who is right."""

from academy.people.models import Cohort, User

from . import ledger
from .ledger import Kind, Move
from .models import Account, Entry, Objection

Reason = Entry.Reason


def put_aside(objection: Objection, cohort: Cohort) -> None:
    """Hold the price from the one who objects. Raises NotEnoughPoints."""
    if objection.price:
        account = Account.objects.filter(cohort=cohort, user=objection.by, closed_at__isnull=True).first()
        if account is None:
            raise ledger.NotEnoughPoints
        moves = [Move(account, ledger.account(cohort, Kind.ESCROW), objection.price)]
        ledger.post(f"deposit:{objection.pk}", reason=Reason.DEPOSIT, moves=moves, by=objection.by)


def give_back(objection: Objection, cohort: Cohort, *, by: User | None) -> None:
    """The team was right. Who has left meanwhile has left the point to the commons."""
    account = Account.objects.get(cohort=cohort, user=objection.by)
    target = ledger.account(cohort, Kind.COMMONS) if account.closed_at else account
    _end(objection, cohort, target, Reason.RETURNED, by)


def keep(objection: Objection, cohort: Cohort, *, by: User | None) -> None:
    """The mark was right: the commons, which paid for the look, gets the price."""
    _end(objection, cohort, ledger.account(cohort, Kind.COMMONS), Reason.KEPT, by)


def _end(
    objection: Objection, cohort: Cohort, target: Account, reason: Entry.Reason, by: User | None
) -> None:
    """Both ways share one key: a deposit ends once."""
    if objection.price:
        moves = [Move(ledger.account(cohort, Kind.ESCROW), target, objection.price)]
        ledger.post(f"deposit-end:{objection.pk}", reason=reason, moves=moves, by=by)
