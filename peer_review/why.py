"""Why this evaluator: what spoke against them and against those who would have been next. For staff only."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from academy.people.models import User

from .models import Choice, Evaluation

CAUSES = {
    "waiting": _("waiting"),
    "points": _("points"),
    "work": _("work that day"),
    "level": _("circle"),
    "pair": _("met lately"),
}


@dataclass(frozen=True)
class Candidate:
    name: str
    hours: list[str]  # one per cause, in the order of CAUSES
    total: str


@dataclass(frozen=True)
class Why:
    choice: Choice
    causes: list[Any]
    candidates: list[Candidate]  # the first one was chosen


def told(evaluation: Evaluation) -> Why | None:
    """None for evaluations that were booked before reasons were kept."""
    choice = Choice.objects.filter(evaluation=evaluation).first()
    if choice is None:
        return None
    ids = [other["person"] for other in choice.others]
    names = {user.pk: user.display_name for user in User.objects.filter(pk__in=ids)}
    chosen = _candidate(evaluation.evaluator.display_name, choice.parts)
    others = [_candidate(names.get(other["person"], "-"), other["parts"]) for other in choice.others]
    return Why(choice, list(CAUSES.values()), [chosen, *others])


def _candidate(name: str, parts: dict[str, int]) -> Candidate:
    return Candidate(name, [_hours(parts.get(cause, 0)) for cause in CAUSES], _hours(sum(parts.values())))


def _hours(tenths: int) -> str:
    return f"{tenths / 10:g}"
