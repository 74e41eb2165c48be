"""Achievements: a few rules over what has really happened. Nothing is stored: looking twice changes nothing.

A new one is a line in RULES and a function that finds its moments.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from projects.models import Attempt

from .models import Evaluation, StandbyCall

RIGOROUS = 4  # of 5, in the feedback of a team


@dataclass(frozen=True)
class Moment:
    """Something that counts towards an achievement."""

    at: datetime
    url: str  # its cause


@dataclass(frozen=True)
class Facts:
    """What the rules look at, each in the order of time."""

    passed: list[Attempt]  # with `size`, the people of the team
    given: list[Evaluation]  # with `rigour`, the grade of the team or None
    stood_in: list[StandbyCall]


@dataclass(frozen=True)
class Rule:
    name: str
    title: str | Promise
    text: str | Promise
    find: Callable[[Facts], list[Moment]]
    needed: int = 1


@dataclass(frozen=True)
class Achievement:
    rule: Rule
    have: int  # at most what is needed
    at: datetime | None  # None while it is not earned
    url: str

    @property
    def percent(self) -> int:
        return self.have * 100 // self.rule.needed


def of(user: User) -> list[Achievement]:
    """Every achievement, earned or not, in the order of the rules. Three queries."""
    facts = _facts(user)
    return [_judged(rule, rule.find(facts)) for rule in RULES]


def _judged(rule: Rule, moments: list[Moment]) -> Achievement:
    have = min(len(moments), rule.needed)
    last = moments[rule.needed - 1] if have == rule.needed else None
    return Achievement(rule, have, last.at if last else None, last.url if last else "")


def _facts(user: User) -> Facts:
    passed = Attempt.objects.filter(team__in=user.teams.all(), mark__gte=F("team__project__pass_mark"))
    given = Evaluation.objects.filter(evaluator=user, state=Evaluation.State.DONE)
    calls = StandbyCall.objects.filter(user=user, state=StandbyCall.State.ACCEPTED)
    return Facts(
        list(
            passed.select_related("team__project")
            .annotate(size=Count("team__members"))
            .order_by("ended_at", "pk")
        ),
        list(given.annotate(rigour=F("feedback__rigorous")).order_by("filled_at", "pk")),
        list(calls.select_related("evaluation").order_by("answered_at", "pk")),
    )


def _attempts(attempts: list[Attempt]) -> list[Moment]:
    return [Moment(one.ended_at, _address(one)) for one in attempts if one.ended_at]


def _address(attempt: Attempt) -> str:
    return reverse("trainee:project", args=[attempt.team.project.slug])


def _evaluations(given: list[Evaluation]) -> list[Moment]:
    return [Moment(one.filled_at, one.get_absolute_url()) for one in given if one.filled_at]


def _validated(facts: Facts) -> list[Moment]:
    return _attempts(facts.passed)


def _perfect(facts: Facts) -> list[Moment]:
    return _attempts([one for one in facts.passed if one.mark is not None and one.mark >= 100])


def _persistent(facts: Facts) -> list[Moment]:
    return _attempts([one for one in facts.passed if one.number >= 3])


def _together(facts: Facts) -> list[Moment]:
    return _attempts([one for one in facts.passed if one.size > 1])  # type: ignore[attr-defined]  # annotated


def _exam_at_once(facts: Facts) -> list[Moment]:
    return _attempts([one for one in facts.passed if one.number == 1 and one.team.project.exam is not None])


def _given(facts: Facts) -> list[Moment]:
    return _evaluations(facts.given)


def _rigorous(facts: Facts) -> list[Moment]:
    good = [one for one in facts.given if (one.rigour or 0) >= RIGOROUS]  # type: ignore[attr-defined]
    return _evaluations(good)


def _stood_in(facts: Facts) -> list[Moment]:
    calls = [call for call in facts.stood_in if call.answered_at]
    return [Moment(call.answered_at, reverse("peer_review:standby")) for call in calls if call.answered_at]


RULES = (
    Rule("first-project", _("The first column stands"), _("Validate a project."), _validated),
    Rule("first-evaluation", _("Light for somebody else"), _("Give an evaluation."), _given),
    Rule(
        "exam-at-once",
        _("At the first try"),
        _("Pass an exam with the first attempt."),
        _exam_at_once,
    ),
    Rule("perfect", _("Nothing left to ask for"), _("Validate a project with 100 or more."), _perfect),
    Rule("together", _("Shoulder to shoulder"), _("Validate a project as a team of two or more."), _together),
    Rule(
        "persistent",
        _("Water wears the stone"),
        _("Validate a project with the third attempt or a later one."),
        _persistent,
    ),
    Rule(
        "ten-rigorous",
        _("A sharp eye"),
        _("Give ten evaluations that their teams rate as rigorous: 4 or 5 of 5."),
        _rigorous,
        10,
    ),
    Rule(
        "stood-in",
        _("There when it mattered"),
        _("Take over, from standby, an evaluation whose evaluator did not come."),
        _stood_in,
    ),
    Rule("forty-given", _("A pillar of the academy"), _("Give forty evaluations."), _given, 40),
)
