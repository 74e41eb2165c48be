"""A person's points, told line by line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from academy.people.models import User

from . import points
from .models import Account, Debt, Entry, Transfer

Reason = Entry.Reason


@dataclass(frozen=True)
class Line:
    """One change with its cause. `change` is 0 where only a debt changed."""

    at: datetime
    cause: str
    change: int
    balance: int  # afterwards
    owed: int  # afterwards
    url: str  # of the evaluation; empty if there is none

    @property
    def spent(self) -> int:
        return -self.change


def lines(user: User) -> list[Line]:
    """Every change of the person's balance in their present cohort, the latest first."""
    account = points.account_of(user)
    return list(reversed(list(_told(account)))) if account else []


def _told(account: Account) -> Iterator[Line]:
    change = Counter[int]()
    for transfer in Transfer.objects.filter(Q(source=account) | Q(target=account)):
        change[transfer.entry_id] += transfer.amount if transfer.target_id == account.pk else -transfer.amount
    debt = dict(Debt.objects.filter(account=account).values_list("entry", "change"))
    entries = Entry.objects.filter(pk__in={*change, *debt}).order_by("pk")
    balance = owed = 0
    for entry in entries.select_related("evaluation__team__project"):
        moved, due = change[entry.pk], debt.get(entry.pk, 0)
        balance, owed = balance + moved, owed + due
        yield Line(entry.created_at, cause(entry, moved, due), moved, balance, owed, _address(entry))


def cause(entry: Entry, moved: int, due: int) -> str:
    """Why, in words for the person whose points moved. Names nobody."""
    project = entry.evaluation.team.project.title if entry.evaluation else ""
    sentences = {
        Reason.GRANT: _("Points to start with."),
        Reason.HOLD: _("You booked an evaluation of %(project)s. The point is held until it takes place."),
        Reason.EARN: _("You evaluated %(project)s."),
        Reason.FORFEIT: _("You kept time free for %(project)s, and the team cancelled late or did not come."),
        Reason.REFUND: _("The evaluation of %(project)s did not take place, so the point came back."),
        Reason.FINE: _("You cancelled an evaluation of %(project)s late or did not come."),
        Reason.LEAVE: _("You left the cohort, so your points went to everybody."),
    }
    told = [sentences[Reason(entry.reason)] % {"project": project}]
    if due > 0:
        told.append(_("You had no point left, so you owe one to the common pool."))
    if due < 0 and entry.reason != Reason.LEAVE:
        told.append(_("It repaid what you owed to the common pool."))
    return " ".join(told)


def _address(entry: Entry) -> str:
    return entry.evaluation.get_absolute_url() if entry.evaluation else ""
