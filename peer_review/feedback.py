"""What a team gives back to its evaluator: due within a day, asked for gently, never a lock."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.models import Team
from projects.refusals import Refused

from . import announce, news
from .market_settings import settings_of
from .models import Evaluation, Feedback
from .models.feedback import BEST, WORST

REMIND = timedelta(hours=4)  # before it is due


@transaction.atomic
def give(
    evaluation: Evaluation,
    *,
    by: User,
    nice: int,
    rigorous: int,
    interested: int,
    punctual: int,
    comment: str,
) -> Feedback:
    """Once per evaluation, by any member of the team, after the sheet is filled. Raises Refused."""
    grades = {"nice": nice, "rigorous": rigorous, "interested": interested, "punctual": punctual}
    if not evaluation.team.memberships.filter(user=by).exists():
        raise Refused(_("Only the evaluated team gives feedback."))
    if not evaluation.is_filled:
        raise Refused(_("Feedback follows after the sheet is filled."))
    if not all(WORST <= grade <= BEST for grade in grades.values()):
        raise Refused(_("Grades go from 1 to 5."))
    if not comment.strip():
        raise Refused(_("Write a sentence to your evaluator."))
    try:
        with transaction.atomic():
            feedback = Feedback.objects.create(
                evaluation=evaluation, by=by, comment=comment.strip(), **grades
            )
    except IntegrityError:
        raise Refused(_("Your team has already given its feedback.")) from None
    news.feedback_came(evaluation)
    announce.evaluation_changed(evaluation)
    return feedback


def due_at(evaluation: Evaluation) -> datetime | None:
    """When the team's feedback should be there; None before the sheet is filled."""
    if evaluation.filled_at is None:
        return None
    return evaluation.filled_at + timedelta(hours=settings_of(evaluation.cohort).feedback_hours)


def owed(user: User) -> list[Evaluation]:
    """Evaluations of this person's teams that still wait for feedback, the oldest first."""
    mine = _waiting().filter(team__in=Team.objects.filter(memberships__user=user))
    return list(mine.order_by("filled_at"))


def overdue(user: User) -> list[Evaluation]:
    """Those whose day is over: the next booking asks for them first."""
    now = timezone.now()
    return [one for one in owed(user) if (due := due_at(one)) is not None and due <= now]


def _waiting() -> QuerySet[Evaluation]:
    filled = Evaluation.objects.filter(state__in=Evaluation.FILLED, feedback__isnull=True)
    return filled.select_related("team__project", "cohort")


def remind(now: datetime) -> int:
    """Ask every team whose feedback is due soon, once; says how many."""
    asked = 0
    for evaluation in _waiting().filter(feedback_reminded_at__isnull=True):
        due = due_at(evaluation)
        if due is not None and now >= due - REMIND:
            asked += _ask(evaluation, due, now)
    return asked


@transaction.atomic
def _ask(evaluation: Evaluation, due: datetime, now: datetime) -> bool:
    row = Evaluation.objects.filter(pk=evaluation.pk, feedback_reminded_at__isnull=True)
    if not row.update(feedback_reminded_at=now):
        return False
    news.feedback_due(evaluation, due)
    return True
