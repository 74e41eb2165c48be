"""Alarms about a cohort's points: news for the staff when one begins, a line on their page until it ends."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from academy.people.models import Cohort

from . import news
from .models import Alarm


@transaction.atomic
def put(cohort: Cohort, kind: Alarm.Kind, problems: Sequence[str]) -> Alarm | None:
    """What is wrong now; nothing ends the alarm. Staff are told when it begins, not every night again."""
    standing = Alarm.objects.filter(cohort=cohort, kind=kind, ended_at__isnull=True)
    if not problems:
        standing.update(ended_at=timezone.now())
        return None
    text = "\n".join(problems)
    if standing.update(text=text):
        return standing.get()
    alarm = Alarm.objects.create(cohort=cohort, kind=kind, text=text)
    news.staff_alarm(f"alarm:{alarm.pk}", str(cohort), text)
    return alarm


def open_ones(cohort: Cohort) -> list[Alarm]:
    return list(Alarm.objects.filter(cohort=cohort, ended_at__isnull=True))
