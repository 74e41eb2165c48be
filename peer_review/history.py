"""A person's points, told line by line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from academy.people.models import User

from . import causes, points
from .models import Account, Debt, Entry, Transfer

Reason = Entry.Reason


@dataclass(frozen=True)
class Line:
    """One change with its cause. `change` is 0 where only a debt changed, or the ceiling was reached."""

    at: datetime
    cause: str
    change: int
    balance: int  # afterwards
    owed: int  # afterwards
    url: str  # of the evaluation; empty if there is none
    rule: str  # the rule behind it, by its place on the page: see causes.RULES


def lines(user: User) -> list[Line]:
    """Every change of the person's balance in their present cohort, the latest first."""
    account = points.account_of(user)
    return list(reversed(list(_told(account)))) if account else []


def _told(account: Account) -> Iterator[Line]:
    change = Counter[int]()
    for transfer in Transfer.objects.filter(Q(source=account) | Q(target=account)):
        change[transfer.entry_id] += transfer.amount if transfer.target_id == account.pk else -transfer.amount
    debt = dict(Debt.objects.filter(account=account).values_list("entry", "change"))
    about = Q(pk__in={*change, *debt}) | _earned_beyond_the_ceiling(account)
    balance = owed = 0
    for entry in Entry.objects.filter(about).order_by("pk").select_related("evaluation__team__project"):
        moved, due = change[entry.pk], debt.get(entry.pk, 0)
        balance, owed = balance + moved, owed + due
        said, rule = causes.cause(entry, moved, due), causes.rule(entry)
        yield Line(entry.created_at, said, moved, balance, owed, _address(entry), rule)


def _earned_beyond_the_ceiling(account: Account) -> Q:
    """What somebody worked for is told even where nothing of it reached them."""
    return Q(
        reason__in=(Reason.EARN, Reason.FORFEIT),
        evaluation__evaluator=account.user,
        evaluation__cohort=account.cohort,
    )


def _address(entry: Entry) -> str:
    return entry.evaluation.get_absolute_url() if entry.evaluation else ""
