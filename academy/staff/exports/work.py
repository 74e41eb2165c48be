"""Tables of trainees and their work."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort
from grader.models import Run
from projects.models import Attempt, Membership, Sitting

from ..cohort import board, funnel, progress
from ..cohort.sifting import Sift
from .kinds import Asked, Kind, labels, subjects

DIGITS = 2


def _trainees(cohort: Cohort, asked: Asked) -> Iterator[Sequence[Any]]:
    """The best mark at each project; nothing where there is none."""
    for row in board.grid(cohort, Sift.of(asked)).rows:
        person = row.user
        yield [
            person.login,
            person.name,
            person.email,
            row.class_number,
            row.enrolment.get_state_display(),
            row.level.number,
            row.level.xp,
            row.pace,
            row.last_work,
            row.seen,
            *[cell.mark for cell in row.cells],
        ]


def _project_slugs(_cohort: Cohort) -> list[str]:
    return [project.slug for project in board.projects()]


def _progress(cohort: Cohort, asked: Asked) -> Iterator[Sequence[Any]]:
    """The lines of the chart: first the middle, the quartiles and the calendar, then everybody."""
    enrolments = list(Sift.of(asked).enrolments(cohort))
    users = [one.user for one in enrolments]
    weeks = progress.weeks(cohort, timezone.now())
    ways = progress.weekly(users, weeks, cohort.levels)
    low, middle, high = zip(*progress.cuts(ways, len(weeks)), strict=True)
    plan = [progress.planned((moment - weeks[0]).days, cohort) for moment in weeks]
    whole = [
        (gettext("median"), middle),
        (gettext("lower quartile"), low),
        (gettext("upper quartile"), high),
        (gettext("calendar"), plan),
    ]
    for name, way in whole:
        yield [None, name, None, *_rounded(way)]
    for enrolment, way in zip(enrolments, ways, strict=True):
        school_class = enrolment.school_class.number if enrolment.school_class else None
        yield [enrolment.user.login, enrolment.user.name, school_class, *_rounded(way)]


def _rounded(way: Sequence[float]) -> list[float]:
    return [round(level, DIGITS) for level in way]


def _days(cohort: Cohort) -> list[str]:
    weeks = progress.weeks(cohort, timezone.now())
    return [moment.astimezone(cohort.zone).date().isoformat() for moment in weeks]


def _projects(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    for one in funnel.of(cohort):
        yield [
            one.project.slug,
            one.project.title,
            one.everybody,
            len(one.started),
            len(one.handed_in),
            len(one.validated),
            _round(one.tries_each),
            one.pass_rate,
            _round(one.days),
            _round(one.wait_hours),
        ]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _attempts(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    states = labels(Attempt.State)
    columns = ("team__project__slug", "team__name", "number", "state", "grader_score", "peer_mark", "mark")
    times = ("opened_at", "closed_at", "ended_at")
    rows = Attempt.objects.filter(team__in=_teams(cohort)).order_by("opened_at", "pk")
    for project, team, number, state, *rest in rows.values_list(*columns, *times).iterator():
        yield [project, team, number, states[state], *rest]


def _runs(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    purposes, states = labels(Run.Purpose), labels(Run.State)
    verdicts = {"": "", **labels(Run.Verdict)}
    attempt = "submission__attempt"
    columns = (
        "pk",
        f"{attempt}__team__project__slug",
        f"{attempt}__team__name",
        "purpose",
        "state",
        "verdict",
    )
    rest = ("score", "requested_at", "started_at", "ended_at")
    rows = Run.objects.filter(submission__attempt__team__in=_teams(cohort)).order_by("requested_at", "pk")
    for pk, project, team, purpose, state, verdict, *numbers in rows.values_list(*columns, *rest).iterator():
        words = [purposes[purpose], states[state], verdicts[verdict]]
        yield [pk, project, team, *words, *numbers]


def _teams(cohort: Cohort) -> Any:
    members = Membership.objects.filter(user__enrolments__cohort=cohort)
    return members.order_by().values("team")


def _exams(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    sittings = Sitting.objects.filter(window__cohort=cohort).select_related("user", "window__project")
    sittings = sittings.defer(*subjects("window__project"))
    for one in sittings.prefetch_related("steps").order_by("began_at", "pk"):
        passed = [step for step in one.steps.all() if step.passed_at]
        yield [
            one.window.project.slug,
            one.user.login,
            one.user.name,
            one.began_at,
            one.ended_at,
            len(passed),
            sum(step.failures for step in one.steps.all()),
            sum(step.marks for step in passed),
        ]


KINDS = {
    "trainees": Kind(
        _("Trainees"),
        _("Everybody who is here, with level, XP, pace, last work and the best mark at each project."),
        (
            _("Login"),
            _("Name"),
            _("E-mail"),
            _("Class"),
            _("State"),
            _("Level"),
            _("XP"),
            _("Pace in days"),
            _("Last work"),
            _("Last seen"),
        ),
        _trainees,
        _project_slugs,
    ),
    "progress": Kind(
        _("Progress"),
        _("The level of everybody week by week, with the median, the quartiles and the calendar."),
        (_("Login"), _("Name"), _("Class")),
        _progress,
        _days,
    ),
    "projects": Kind(
        _("Projects"),
        _("How many started, handed in and validated each project, how often they tried, and the waits."),
        (
            _("Project"),
            _("Title"),
            _("Trainees"),
            _("Started"),
            _("Handed in"),
            _("Validated"),
            _("Attempts per team"),
            _("Pass rate in percent"),
            _("Days from start to end"),
            _("Hours of wait"),
        ),
        _projects,
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
    "runs": Kind(
        _("Runs"),
        _("Every run of the grader with its verdict, and when it was asked for, began and ended."),
        (
            _("Number"),
            _("Project"),
            _("Team"),
            _("Purpose"),
            _("State"),
            _("Verdict"),
            _("Score"),
            _("Requested"),
            _("Started"),
            _("Ended"),
        ),
        _runs,
    ),
    "exams": Kind(
        _("Exams"),
        _("Who sat which exam and when, with the questions passed, the failures and the marks."),
        (
            _("Exam"),
            _("Login"),
            _("Name"),
            _("Start"),
            _("Ended"),
            _("Passed"),
            _("Failures"),
            _("Mark"),
        ),
        _exams,
    ),
}
