"""What somebody could do next, as rules that say why. The first one that applies leads the page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from peer_review.demand import Demand
from peer_review.models import Evaluation
from projects.models import Attempt
from projects.standing import Standing, State

from .pace import Pace

MOST = 3
MANY = 3  # waiting teams that are worth a word to those who have points
LAGGING = 7  # days behind the calendar


@dataclass(frozen=True)
class Suggestion:
    text: str
    why: str
    url: str
    action: str


@dataclass(frozen=True)
class Situation:
    """What the rules look at; all of it is on the page anyway."""

    standing: Standing
    points: int
    meetings: Sequence[Evaluation]  # on either side, under way or about to begin
    to_get: Sequence[Evaluation]
    waiting: frozenset[int]  # attempts on the waiting list
    owed: Sequence[Evaluation]  # evaluations without feedback
    demand: Demand
    pace: Pace | None
    now: datetime


def of(situation: Situation) -> list[Suggestion]:
    return [found for rule in RULES for found in rule(situation)][:MOST]


def _meets(seen: Situation) -> Iterator[Suggestion]:
    """Nothing else can wait as little as people who sit and wait."""
    for evaluation in seen.meetings:
        words = {
            "project": evaluation.team.project.title,
            "time": date_format(timezone.localtime(evaluation.starts_at), "H:i"),
        }
        if evaluation.met_at:
            text, why = _("The evaluation of %(project)s is under way"), _("You met at %(time)s.")
            words["time"] = date_format(timezone.localtime(evaluation.met_at), "H:i")
        elif evaluation.starts_at <= seen.now:
            text, why = _("You are expected at the evaluation of %(project)s"), _("It began at %(time)s.")
        else:
            text, why = _("The evaluation of %(project)s is about to begin"), _("It begins at %(time)s.")
        yield Suggestion(text % words, why % words, evaluation.get_absolute_url(), _("To the evaluation"))


def _unbooked(seen: Situation) -> Iterator[Suggestion]:
    looked_at = {evaluation.attempt_id for evaluation in seen.to_get} | seen.waiting
    for place in seen.standing.under_way:
        attempt = place.current
        if (
            attempt
            and attempt.state == Attempt.State.EVALUATION
            and attempt.pk not in looked_at
            and seen.points
        ):
            yield Suggestion(
                _("%(project)s waits for its peers") % {"project": place.project.title},
                _("The grader is satisfied, and no evaluation is booked."),
                reverse("peer_review:book", args=[attempt.pk]),
                _("Find evaluators"),
            )


def _poor(seen: Situation) -> Iterator[Suggestion]:
    count = seen.demand.teams
    if seen.points or not count:
        return
    day = date_format(seen.demand.day, pgettext("date format", "l")) if seen.demand.day else ""
    text = ngettext(
        "You have no points, and %(count)d team waits for an evaluator",
        "You have no points, and %(count)d teams wait for an evaluator",
        count,
    )
    why = _("An evaluation that you give earns a point. Least time is open on %(day)s.")
    yield Suggestion(
        text % {"count": count}, why % {"day": day}, reverse("peer_review:slots"), _("Offer time")
    )


def _owes_feedback(seen: Situation) -> Iterator[Suggestion]:
    for evaluation in seen.owed[:1]:
        yield Suggestion(
            _("A word to your evaluator of %(project)s") % {"project": evaluation.team.project.title},
            _("The sheet is filled, and your team has not answered yet."),
            evaluation.get_absolute_url(),
            _("Give feedback"),
        )


def _again(seen: Situation) -> Iterator[Suggestion]:
    for place in seen.standing.places.values():
        last = place.attempts[-1] if place.attempts else None
        if place.state is State.FAILED and last and last.retry_at and last.retry_at <= seen.now:
            yield Suggestion(
                _("%(project)s can be tried again") % {"project": place.project.title},
                _("The last attempt did not pass, and the wait after it is over."),
                reverse("trainee:project", args=[place.project.slug]),
                _("Try again"),
            )


def _lagging(seen: Situation) -> Iterator[Suggestion]:
    mandatory = [place for place in seen.standing.open if place.project.mandatory]
    if seen.pace is None or seen.pace.behind < LAGGING or seen.standing.under_way or not mandatory:
        return
    project = mandatory[0].project
    yield Suggestion(
        _("Begin %(project)s") % {"project": project.title},
        _("It is the next one that everybody does; the calendar is %(days)d days ahead of you.")
        % {"days": seen.pace.behind},
        reverse("trainee:project", args=[project.slug]),
        _("See the project"),
    )


def _helpful(seen: Situation) -> Iterator[Suggestion]:
    """Somebody with points may still be the one who is free."""
    if seen.points and seen.demand.teams >= MANY:
        text = ngettext(
            "%(count)d team waits for an evaluator",
            "%(count)d teams wait for an evaluator",
            seen.demand.teams,
        )
        yield Suggestion(
            text % {"count": seen.demand.teams},
            _("More time that is open shortens the wait for everybody, you among them."),
            reverse("peer_review:slots"),
            _("Offer time"),
        )


Rule = Callable[[Situation], Iterator[Suggestion]]
RULES: tuple[Rule, ...] = (_meets, _unbooked, _poor, _owes_feedback, _again, _lagging, _helpful)
