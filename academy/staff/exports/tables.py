"""What staff can take away of a cohort: plain tables, a line for each thing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort
from peer_review import economy
from peer_review.models import Evaluation
from projects.models import Attempt

from ..cohort import board

Value = str | int | float | bool | datetime | date | None


@dataclass(frozen=True)
class Table:
    name: str  # of the file
    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True)
class Kind:
    title: Promise
    about: Promise
    head: tuple[Promise, ...]
    rows: Callable[[Cohort], Iterator[Sequence[Any]]]
    more: Callable[[], list[str]] = list  # heads that depend on what there is


def table(name: str, cohort: Cohort) -> Table:
    """Raises KeyError for a name that is not in KINDS."""
    kind = KINDS[name]
    head = [str(word) for word in kind.head] + kind.more()
    return Table(f"{cohort.slug}-{name}", str(kind.title), head, kind.rows(cohort))


def _trainees(cohort: Cohort) -> Iterator[Sequence[Any]]:
    """The best mark at each project; nothing where there is none."""
    for row in board.grid(cohort).rows:
        person = row.user
        yield [
            person.login,
            person.name,
            person.email,
            row.enrolment.school_class.number if row.enrolment.school_class else None,
            row.enrolment.get_state_display(),
            row.level.number,
            row.level.xp,
            row.last_work,
            *[cell.mark for cell in row.cells],
        ]


def _project_titles() -> list[str]:
    return [project.slug for project in board.projects()]


def _attempts(cohort: Cohort) -> Iterator[Sequence[Any]]:
    people = cohort.enrolments.values("user")
    attempts = Attempt.objects.filter(team__memberships__user__in=people).distinct()
    for attempt in attempts.select_related("team__project").order_by("opened_at", "pk").iterator():
        yield [
            attempt.team.project.slug,
            attempt.team.name,
            attempt.number,
            attempt.get_state_display(),
            attempt.grader_score,
            attempt.peer_mark,
            attempt.mark,
            attempt.opened_at,
            attempt.closed_at,
            attempt.ended_at,
        ]


def _evaluations(cohort: Cohort) -> Iterator[Sequence[Any]]:
    found = Evaluation.objects.filter(cohort=cohort).select_related("team__project", "evaluator")
    for evaluation in found.order_by("starts_at", "pk").iterator():
        yield [
            evaluation.team.project.slug,
            evaluation.team.name,
            evaluation.evaluator.login,
            evaluation.starts_at,
            evaluation.minutes,
            evaluation.get_state_display(),
            evaluation.mark,
            evaluation.price,
        ]


def _points(cohort: Cohort) -> Iterator[Sequence[Any]]:
    for holder in economy.economy_of(cohort, timezone.now()).holders:
        if holder.account.user:
            yield [holder.account.user.login, holder.account.user.name, holder.balance]


KINDS = {
    "trainees": Kind(
        _("Trainees"),
        _("Everybody who is here, with level, XP, last work and the best mark at each project."),
        (_("Login"), _("Name"), _("E-mail"), _("Class"), _("State"), _("Level"), _("XP"), _("Last work")),
        _trainees,
        _project_titles,
    ),
    "attempts": Kind(
        _("Attempts"),
        _("Every attempt with what the grader and the peers gave, and when."),
        (
            _("Project"),
            _("Team"),
            _("Attempt"),
            _("State"),
            _("Grader"),
            _("Peers"),
            _("Mark"),
            _("Opened"),
            _("Closed"),
            _("Ended"),
        ),
        _attempts,
    ),
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
    "points": Kind(
        _("Points"),
        _("What everybody has now."),
        (_("Login"), _("Name"), _("Points")),
        _points,
    ),
}
