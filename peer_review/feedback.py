"""What a team gives back to its evaluator: due within a day, asked for gently, never a lock."""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.models import Team
from projects.refusals import Refused

from . import announce
from .market_settings import settings_of
from .models import Evaluation, Feedback
from .models.feedback import BEST, WORST

REMIND = timedelta(hours=4)  # before it is due

log = structlog.get_logger()


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
    """One letter to every team whose feedback is due soon; says how many. A refused letter is no harm."""
    sent = 0
    for evaluation in _waiting().filter(feedback_reminded_at__isnull=True):
        due = due_at(evaluation)
        if due is None or now < due - REMIND or not _claim(evaluation, now):
            continue
        for member in evaluation.team.members.all():
            sent += _letter(evaluation, member, due).send(fail_silently=True)
    log.info("feedback_reminders", sent=sent)
    return sent


def _claim(evaluation: Evaluation, now: datetime) -> bool:
    """Two rounds at once must not send one letter twice."""
    row = Evaluation.objects.filter(pk=evaluation.pk, feedback_reminded_at__isnull=True)
    return bool(row.update(feedback_reminded_at=now))


def _letter(evaluation: Evaluation, member: User, due: datetime) -> EmailMessage:
    link = settings.SITE_URL + reverse("peer_review:evaluation", args=[evaluation.key])
    with translation.override(member.language), timezone.override(evaluation.cohort.zone):
        context = {
            "name": member.display_name,
            "project": evaluation.team.project.title,
            "due": due,
            "link": link,
        }
        subject = render_to_string("peer_review/mail/feedback_subject.txt", context).strip()
        text = render_to_string("peer_review/mail/feedback.txt", context)
    return EmailMessage(subject, text, to=[member.email])
