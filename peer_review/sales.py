"""Sales: while the common pool is full, it pays for evaluations."""

from django.db import transaction
from django.utils import timezone

from academy.people.models import Cohort, Enrolment

from . import ledger
from .market_settings import settings_of
from .models import Account, Sale


def running(cohort: Cohort) -> Sale | None:
    return Sale.objects.filter(cohort=cohort, ended_at__isnull=True).first()


@transaction.atomic
def review(cohort: Cohort) -> Sale | None:
    """Begin or end a sale as the common pool has filled or emptied; gives the one that is on."""
    ledger.lock(cohort)
    return review_in_turn(cohort)


def review_in_turn(cohort: Cohort, commons: Account | None = None) -> Sale | None:
    """The same for an act that has its turn already, and may have read the account of the commons.

    A sale begins at a part of the reserve (`sale_from_percent`) and lasts until the reserve is reached.
    """
    sale, rules = running(cohort), settings_of(cohort)
    reserve = rules.reserve_points * heads(cohort)
    full = reserve * rules.sale_from_percent // 100
    pool = (commons or ledger.account(cohort, Account.Kind.COMMONS)).balance
    if sale is None and 0 < full <= pool and pool >= rules.price_points:
        return Sale.objects.create(cohort=cohort)
    if sale and (pool - rules.price_points < reserve or not full):
        Sale.objects.filter(pk=sale.pk).update(ended_at=timezone.now())
        return None
    return sale


def heads(cohort: Cohort) -> int:
    """Active trainees: the ones whom the market is made for."""
    return cohort.enrolments.filter(state=Enrolment.State.ACTIVE).count()
