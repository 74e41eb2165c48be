"""What somebody has been told."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from academy.people.models import User

from .kinds import NEWS
from .models import Notice

KEPT = timedelta(days=120)  # then a notice is forgotten; what it was about is still there


def of(user: User) -> QuerySet[Notice]:
    """All that stands on their page, the latest first."""
    return Notice.objects.filter(person=user, listed=True, name__in=NEWS)


def unread(user: User) -> int:
    return of(user).filter(read_at__isnull=True).count()


def read(user: User, *, until: datetime | None = None) -> None:
    """They have seen what they were told until then."""
    now = timezone.now()
    of(user).filter(read_at__isnull=True, told_at__lte=until or now).update(read_at=now)


def look_at(notice: Notice) -> None:
    """This one alone is read now, if it was not before."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())


def forget_old(now: datetime) -> None:
    Notice.objects.filter(told_at__lt=now - KEPT).delete()
