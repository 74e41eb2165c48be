"""Letters to staff when the grader fails somebody: a run is broken, or one waits for too long."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from academy.people.models import User

from . import events
from .models import Run, RunEvent

log = logging.getLogger(__name__)
LONG_WAIT = timedelta(seconds=settings.GRADER_ALARM)
BETWEEN_WAITS = timedelta(hours=1)  # one letter about a line that does not move, not one per run
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


def _tell(run: Run) -> None:
    """The row and the letters, or neither: a mail server that is away is asked again at the next sweep."""
    try:
        with transaction.atomic():
            events.add(run, RunEvent.Kind.TOLD, run.state)
            for person in User.objects.filter(role=User.Role.STAFF, is_active=True):
                _letter(run, person).send()
    except IntegrityError:
        return  # another sweep was faster
    except (SMTPException, OSError) as error:
        log.warning("Staff could not be told of run %s: %s", run.pk, error)


def _letter(run: Run, person: User) -> EmailMessage:
    with translation.override(person.language):
        context = {
            "run": run,
            "person": person,
            "project": run.submission.attempt.team.project,
            "link": settings.SITE_URL + reverse("trainee:run", args=[run.pk]),
            "minutes": int((timezone.now() - run.requested_at).total_seconds() // 60),
        }
        subject = render_to_string("grader/mail/alarm_subject.txt", context).strip()
        return EmailMessage(subject, render_to_string("grader/mail/alarm.txt", context), to=[person.email])
