"""What the next evaluation of an attempt costs its team, and who pays it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from academy.people.models import Cohort
from projects.models import Attempt

from . import evaluations, points, sales
from .market_settings import settings_of
from .purse import purse_of


@dataclass(frozen=True)
class Terms:
    price: int = 0  # points; 0 when the common pool pays
    balance: int = 0  # of the member who pays
    note: str = ""  # what is unusual about it


def terms_of(attempt: Attempt, cohort: Cohort | None) -> Terms:
    """What booking would cost now. Looks only; a sale begins and ends with the bookings."""
    balance = points.best_balance(attempt.team)
    if cohort is None:
        return Terms(balance=balance)
    if evaluations.owed_by_commons(attempt) > 0:
        return Terms(balance=balance, note=_("The common pool pays this one."))
    if sales.running(cohort):
        return Terms(balance=balance, note=_("A sale is on: the common pool is full and pays."))
    price = settings_of(cohort).price_points
    if balance < price and purse_of(attempt, cohort).is_relieved():
        return Terms(balance=balance, note=_("You have waited long without a point: the common pool pays."))
    lent = _("The common pool lends it; the next points that you earn repay it.") if balance < price else ""
    return Terms(price, balance, lent)
