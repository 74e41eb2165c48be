"""Who of a cohort is on a project now, and who helps with it.

Nobody whose work waits for an evaluation is named: a list that shrinks to one team would tell the evaluator
whose work it is before the names are open.
"""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from academy.people.models import Cohort, Enrolment, User

from .models import Attempt, HelpOffer, Membership, Project
from .models.helping import MOST_WORDS
from .refusals import Refused


@dataclass(frozen=True)
class Peers:
    working: list[Membership]  # with user and team, by name
    helping: list[HelpOffer]  # with user, by name


def of(project: Project, cohort: Cohort) -> Peers:
    """Two queries."""
    there = Q(user__enrolments__cohort=cohort, user__enrolments__state=Enrolment.State.ACTIVE)
    working = Membership.objects.filter(
        there, project=project, user__is_active=True, team__attempts__state=Attempt.State.OPEN
    )
    helping = HelpOffer.objects.filter(there, project=project, user__is_active=True)
    return Peers(
        working=list(working.select_related("user", "team").order_by("user__name", "pk")),
        helping=list(helping.select_related("user").order_by("user__name", "pk")),
    )


def may_help(user: User, project: Project) -> bool:
    return _validated(user, project).exists()


def offer(project: Project, *, by: User, words: str) -> HelpOffer:
    """Offers help, or changes the words of the offer. Raises Refused before the person has validated it."""
    if not may_help(by, project):
        raise Refused(_("You can offer help with a project once you have validated it."))
    words = " ".join(words.split())
    if len(words) > MOST_WORDS:
        raise Refused(_("Say it in at most %(most)d characters.") % {"most": MOST_WORDS})
    made, _new = HelpOffer.objects.update_or_create(project=project, user=by, defaults={"words": words})
    return made


def withdraw(project: Project, *, by: User) -> None:
    HelpOffer.objects.filter(project=project, user=by).delete()


def _validated(user: User, project: Project) -> QuerySet[Attempt]:
    return Attempt.objects.filter(
        team__project=project, team__memberships__user=user, mark__gte=F("team__project__pass_mark")
    )
