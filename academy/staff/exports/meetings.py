"""Tables of evaluations, of who gives them, and of the points that they cost."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort
from peer_review import economy
from peer_review.models import Account, Entry, Evaluation, Planted, Transfer
from peer_review.quality.overview import overview

from ..cohort import evaluators, load
from ..cohort.sifting import Sift
from .kinds import Asked, Kind, labels, subjects

DIGITS = 2


def _evaluations(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    states = labels(Evaluation.State)
    columns = ("team__project__slug", "team__name", "evaluator__login", "starts_at", "minutes")
    found = Evaluation.objects.filter(cohort=cohort).order_by("starts_at", "pk")
    for *facts, state, mark, price in found.values_list(*columns, "state", "mark", "price").iterator():
        yield [*facts, states[state], mark, price]


def _load(cohort: Cohort, asked: Asked) -> Iterator[Sequence[Any]]:
    for row in load.of(cohort, Sift.of(asked, load.ORDERS)):
        yield [
            row.user.login,
            row.user.name,
            row.class_number,
            row.given,
            row.received,
            row.surplus,
            row.booked,
            row.missed,
            row.last,
            row.points,
            row.owed,
        ]


def _marking(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    for rule in overview(cohort).rules:
        title, _about = evaluators.TITLES[rule.name]
        for line in rule.lines:
            numbers = [line.numbers.get(name) for name in ("given", "times", "excess", "mean", "spread")]
            yield [
                str(title),
                line.person.login,
                line.other.login if line.other else None,
                *[None if number is None else round(number, DIGITS) for number in numbers],
                round(rule.expected_false, DIGITS),
            ]


def _habits(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    for habit in overview(cohort).habits:
        points, deviation = round(habit.points, DIGITS), round(habit.deviation, DIGITS)
        yield [habit.user.login, habit.user.name, habit.given, points, deviation]


def _planted(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    """A line for each evaluation, and one for a work that nobody has booked yet."""
    rows = Planted.objects.filter(cohort=cohort).select_related("attempt__team__project", "by")
    rows = rows.defer(*subjects("attempt__team__project"))
    for one in rows.prefetch_related("attempt__evaluations__evaluator"):
        for evaluation in one.attempt.evaluations.all() or [None]:
            yield [
                one.at,
                one.attempt.team.project.slug,
                one.known_mark,
                one.by.login,
                evaluation.evaluator.login if evaluation else None,
                evaluation.starts_at if evaluation else None,
                evaluation.get_state_display() if evaluation else None,
                evaluation.mark if evaluation else None,
            ]


def _points(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    for holder in economy.economy_of(cohort, timezone.now()).holders:
        if holder.account.user:
            yield [holder.account.user.login, holder.account.user.name, holder.balance, holder.account.owed]


def _transfers(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    reasons, holders = labels(Entry.Reason), labels(Account.Kind)
    columns = (
        *("entry__created_at", "entry__reason", "source__user__login", "source__kind"),
        *("target__user__login", "target__kind", "amount"),
        *("entry__evaluation__team__project__slug", "entry__by__login", "entry__note"),
    )
    rows = Transfer.objects.filter(source__cohort=cohort).order_by("entry__created_at", "pk")
    for at, reason, giver, from_kind, taker, to_kind, *rest in rows.values_list(*columns).iterator():
        ends = [giver or holders[from_kind], taker or holders[to_kind]]
        yield [at, reasons[reason], *ends, *rest]


KINDS = {
    "evaluations": Kind(
        _("Evaluations"),
        _("Every evaluation with both sides, its time and its mark. The names are for staff only."),
        (
            _("Project"),
            _("Team"),
            _("Evaluator"),
            _("Start"),
            _("Minutes"),
            _("State"),
            _("Mark"),
            _("Points"),
        ),
        _evaluations,
    ),
    "load": Kind(
        _("Load of evaluators"),
        _("How many evaluations everybody has given, received, still to give and missed."),
        (
            _("Login"),
            _("Name"),
            _("Class"),
            _("Given"),
            _("Received"),
            _("Difference"),
            _("Still to give"),
            _("Missed"),
            _("Last given"),
            _("Points"),
            _("Points owed"),
        ),
        _load,
    ),
    "marking": Kind(
        _("How evaluators mark"),
        _("What the rules about evaluators found, beside what chance alone would find."),
        (
            _("Rule"),
            _("Evaluator"),
            _("Work of"),
            _("Marks"),
            _("Times"),
            _("Points above others"),
            _("Mean"),
            _("Spread"),
            _("Expected by chance"),
        ),
        _marking,
    ),
    "habits": Kind(
        _("Habits of evaluators"),
        _("How far above or below others everybody marks, with the uncertainty."),
        (_("Login"), _("Name"), _("Marks"), _("Points above others"), _("Uncertainty")),
        _habits,
    ),
    "planted": Kind(
        _("Planted works"),
        _("What known works are worth, and what their evaluators gave. The names are for staff only."),
        (
            _("Planted"),
            _("Project"),
            _("What it is worth"),
            _("By"),
            _("Evaluator"),
            _("Start"),
            _("State"),
            _("Mark"),
        ),
        _planted,
    ),
    "points": Kind(
        _("Points"),
        _("What everybody has now."),
        (_("Login"), _("Name"), _("Points"), _("Points owed")),
        _points,
    ),
    "transfers": Kind(
        _("Movements of points"),
        _("Every movement from one account to another, with its reason and its cause."),
        (
            _("Time"),
            _("Reason"),
            _("From account"),
            _("To account"),
            _("Points"),
            _("Project"),
            _("By"),
            _("Note"),
        ),
        _transfers,
    ),
}
