"""How long teams have waited lately: what 'find me evaluators' can honestly say beforehand."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import quantiles

from django.db.models import F
from django.utils import timezone

from academy.people.models import Cohort

from .models import Evaluation

LATELY = timedelta(days=30)
ENOUGH = 8  # evaluations below which a range would be a guess
MOST = 1000  # the latest that are looked at


@dataclass(frozen=True)
class Expected:
    """Hours between the hand-in and the start of an evaluation: half of all teams, and nine of ten."""

    low: int
    high: int
    nearly_all: int
    count: int


def wait(cohort: Cohort) -> Expected | None:
    """None while too little is known. Rounded up: nobody is promised an hour that they then wait in vain."""
    started = Evaluation.objects.filter(
        cohort=cohort,
        state__in=Evaluation.PAIRED,
        booked_at__gte=timezone.now() - LATELY,
        attempt__closed_at__isnull=False,
    )
    spans = started.order_by("-booked_at").values_list(F("starts_at") - F("attempt__closed_at"), flat=True)
    hours = [max(0.0, span / timedelta(hours=1)) for span in spans[:MOST]]
    if len(hours) < ENOUGH:
        return None
    cuts = quantiles(hours, n=20)
    low, high, nearly_all = (int(cut) + 1 for cut in (cuts[4], cuts[14], cuts[17]))
    return Expected(low, high, nearly_all, len(hours))
