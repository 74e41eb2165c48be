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


def evaluator_for(viewer: User, evaluation: Evaluation) -> Shown:
    if viewer.is_staff or viewer.pk == evaluation.evaluator_id or evaluation.revealed(timezone.now()):
        return Shown(evaluation.evaluator.display_name, (evaluation.evaluator,))
    return Shown(_("Name hidden"))


def team_for(viewer: User, evaluation: Evaluation) -> Shown:
    members = tuple(evaluation.team.members.all())
    if viewer.is_staff or viewer in members or evaluation.revealed(timezone.now()):
        return Shown(", ".join(member.display_name for member in members), members)
    return Shown(_("Names hidden"))
