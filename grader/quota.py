"""How many runs with a GPU one person gets a day. What is above waits for tomorrow; nothing is refused."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from academy.people.models import User

from . import labels
from .models import Run


def is_used_up(person: User | None, *, needs: str) -> bool:
    if person is None or labels.GPU not in labels.parted(needs):
        return False
    today = Run.objects.filter(requested_by=person, requested_at__gte=_morning(), needs__contains=labels.GPU)
    counted = today.exclude(state__in=[Run.State.SUPERSEDED, Run.State.CANCELLED, Run.State.BROKEN])
    return counted.count() >= settings.GRADER_GPU_RUNS


def next_day() -> datetime:
    return _morning() + timedelta(days=1)


def _morning() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
