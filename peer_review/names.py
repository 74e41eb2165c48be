"""Who may know whose name. Every page, message and answer of the API asks here.

Until a quarter of an hour before an evaluation neither side knows the other: no name, login, picture, team,
number of the attempt or id. Then both learn it at once. People see themselves, staff see everybody.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import User

from .models import Evaluation


@dataclass(frozen=True)
class Shown:
    """One side of an evaluation as one person may see it."""

    label: str
    people: tuple[User, ...] = ()  # empty while they are hidden

    @property
    def hidden(self) -> bool:
        return not self.people

    def __str__(self) -> str:
        return self.label


def may_see_names(viewer: User, evaluation: Evaluation) -> bool:
    """Whether both sides are shown to this person."""
    return viewer.is_staff or evaluation.revealed(timezone.now())


def evaluator_for(viewer: User, evaluation: Evaluation) -> Shown:
    if viewer.pk == evaluation.evaluator_id or may_see_names(viewer, evaluation):
        return Shown(evaluation.evaluator.display_name, (evaluation.evaluator,))
    return Shown(_("Name hidden"))


def team_for(viewer: User, evaluation: Evaluation) -> Shown:
    members = tuple(evaluation.team.members.all())
    if viewer in members or may_see_names(viewer, evaluation):
        return Shown(", ".join(member.display_name for member in members), members)
    return Shown(_("Names hidden"))
