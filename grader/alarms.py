"""News for staff when the grader fails somebody: a run is broken, or one waits for too long."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from academy.notices.telling import tell
from academy.people.models import User
from projects.news import titles

from . import events
from .models import Run, RunEvent

LONG_WAIT = timedelta(seconds=settings.GRADER_ALARM)
BETWEEN_WAITS = timedelta(hours=1)  # told once about a line that does not move, not one per run
FRESH = timedelta(days=1)  # a run that broke earlier is no news


def sound() -> None:
    """Tell staff of what they have not been told. Called at each sweep; nobody is told twice."""
    for run in _untold_broken():
        _tell(run)
    if late := _oldest_late():
        _tell(late)


def late_runs() -> QuerySet[Run]:
    """Runs that could be taken and have waited for too long."""
    limit = timezone.now() - LONG_WAIT
    asleep = Q(waits_until__gt=timezone.now())
    queued = Run.objects.filter(state=Run.State.QUEUED, requested_at__lt=limit)
    return queued.exclude(asleep).exclude(purpose=Run.Purpose.RERUN)


def _untold_broken() -> QuerySet[Run]:
    broken = Run.objects.filter(state=Run.State.BROKEN, ended_at__gt=timezone.now() - FRESH)
    told = RunEvent.objects.filter(kind=RunEvent.Kind.TOLD, detail=Run.State.BROKEN)
    return broken.exclude(pk__in=told.values("run"))


def _oldest_late() -> Run | None:
    lately = timezone.now() - BETWEEN_WAITS
    told = RunEvent.objects.filter(kind=RunEvent.Kind.TOLD, at__gt=lately, run__state=Run.State.QUEUED)
    return None if told.exists() else late_runs().order_by("requested_at").first()


@transaction.atomic
def _tell(run: Run) -> None:
    """The row and the news, or neither: another sweep that was faster has told it."""
    try:
        with transaction.atomic():
            events.add(run, RunEvent.Kind.TOLD, run.state)
    except IntegrityError:
        return
    staff = User.objects.filter(role=User.Role.STAFF, is_active=True).values_list("pk", flat=True)
    url, key = reverse("trainee:run", args=[run.pk]), f"{run.pk}:{run.state}"
    if run.state == Run.State.BROKEN:
        project = run.submission.attempt.team.project
        tell(staff, "grader-alarm", key=key, url=url, run=run.pk, project=titles(project), fault=run.fault)
    else:
        minutes = int((timezone.now() - run.requested_at).total_seconds() // 60)
        tell(staff, "queue-alarm", key=key, url=url, minutes=minutes)
