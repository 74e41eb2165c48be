"""What a team gives back to its evaluator."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.refusals import Refused

from . import announce
from .models import Evaluation, Feedback
from .models.feedback import BEST


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
    if not all(0 <= grade <= BEST for grade in grades.values()):
        raise Refused(_("Grades go from 0 to 4."))
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
