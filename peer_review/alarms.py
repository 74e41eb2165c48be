"""Alarms about a cohort's points: a mail to the staff when one begins, a line on their page until it ends."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.people.models import Cohort, User

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
    transaction.on_commit(lambda: tell_staff(alarm), robust=True)
    return alarm


def open_ones(cohort: Cohort) -> list[Alarm]:
    return list(Alarm.objects.filter(cohort=cohort, ended_at__isnull=True))


def tell_staff(alarm: Alarm) -> None:
    for person in User.objects.filter(role=User.Role.STAFF, is_active=True):
        with translation.override(person.language):
            subject = f"{alarm.cohort}: {alarm.get_kind_display()}"
            text = _("Nobody loses anything by it, but please have a look today.")
            EmailMessage(subject, f"{alarm.text}\n\n{text}\n", to=[person.email]).send()
