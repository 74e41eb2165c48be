"""A report of cheating: the team is heard first, and a second person is needed before it bites.

The second person is staff, or another evaluator of the same attempt who reported it too. Nobody decides about
their own report. Marks and XP follow only the decision.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.refusals import Refused

from . import announce, news
from .market_settings import settings_of
from .models import Evaluation, Hearing

LONGEST_STATEMENT = 5000  # characters

State = Evaluation.State


def open_for(evaluation: Evaluation) -> Hearing:
    """The evaluator has reported cheating: the team may answer from now on."""
    until = timezone.now() + timedelta(hours=settings_of(evaluation.cohort).hearing_hours)
    hearing, _created = Hearing.objects.get_or_create(evaluation=evaluation, defaults={"answer_until": until})
    news.reported(hearing)
    return hearing


@transaction.atomic
def answer(evaluation: Evaluation, *, by: User, statement: str) -> Hearing:
    """The team tells its side, once, until somebody has decided. Raises Refused."""
    if not evaluation.team.memberships.filter(user=by).exists():
        raise Refused(_("Only the reported team answers."))
    statement = statement.strip()[:LONGEST_STATEMENT]
    if not statement:
        raise Refused(_("Write what happened."))
    silent = Hearing.objects.filter(evaluation=evaluation, evaluation__state=State.REFERRED, statement="")
    if not silent.update(statement=statement, stated_by=by, stated_at=timezone.now()):
        raise Refused(_("Your team has answered already, or the report is decided."))
    announce.evaluation_changed(evaluation)
    return Hearing.objects.get(evaluation=evaluation)


def check_heard(evaluation: Evaluation) -> None:
    """Raises Refused while the team may still answer and has not."""
    hearing = Hearing.objects.filter(evaluation=evaluation).first()
    if hearing and not hearing.statement and timezone.now() < hearing.answer_until:
        until = date_format(timezone.localtime(hearing.answer_until), "DATETIME_FORMAT")
        raise Refused(_("The team has until %(until)s to answer. Hear it first.") % {"until": until})


def check_second_person(evaluation: Evaluation, by: User) -> None:
    """Raises Refused for the one who made the report."""
    if evaluation.evaluator_id == by.pk:
        raise Refused(_("A second person decides about a report, not the one who made it."))


def seconded(now: datetime) -> list[tuple[Evaluation, User]]:
    """Reports that another evaluator of the attempt made too, and on which the team let its time pass."""
    silent = Evaluation.objects.filter(
        state=State.REFERRED, hearing__answer_until__lte=now, hearing__statement=""
    )
    reported = Counter(silent.order_by().values_list("attempt", flat=True))
    agreed = [attempt for attempt, reports in reported.items() if reports > 1]
    if not agreed:
        return []
    rows = silent.filter(attempt__in=agreed).order_by("attempt", "pk")
    reports = list(rows.select_related("evaluator", "cohort", "attempt__team__project"))
    return [(report, _another(report, reports).evaluator) for report in reports]


def _another(report: Evaluation, reports: list[Evaluation]) -> Evaluation:
    return next(other for other in reports if other.attempt_id == report.attempt_id and other != report)
