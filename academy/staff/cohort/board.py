"""The cohort at a glance: trainee × project."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort, Enrolment, User
from grader.models import Run
from projects import experience, pace
from projects.experience import Level
from projects.models import Attempt, MarkCorrection, Membership, Project, Submission, XpEntry

from .sifting import EVERYBODY, Sift

STATES = {
    "open": _("in progress"),
    "grading": _("being graded"),
    "evaluation": _("under evaluation"),
    "returned": _("returned by the grader"),
    "failed": _("not validated"),
    "validated": _("validated"),
}


@dataclass
class Cell:
    """One trainee at one project."""

    state: str = "none"  # none | open | grading | evaluation | returned | failed | validated
    mark: int | None = None
    attempts: int = 0

    @property
    def drawn(self) -> str:
        """The name of the drawing: see datagrid.css."""
        return {"none": "locked", "open": "working", "evaluation": "evaluating", "returned": "failed"}.get(
            self.state, self.state
        )

    @property
    def words(self) -> str:
        if self.state == "none":
            return gettext("not started")
        tries = ngettext("%(count)d attempt", "%(count)d attempts", self.attempts) % {"count": self.attempts}
        return f"{STATES[self.state]}, {tries}"


@dataclass
class Row:
    enrolment: Enrolment
    level: Level
    pace: int  # days ahead of the calendar of the curriculum; negative: behind it
    last_work: datetime | None
    cells: list[Cell] = field(default_factory=list)

    @property
    def user(self) -> User:
        return self.enrolment.user

    @property
    def class_number(self) -> int | None:
        return self.enrolment.school_class.number if self.enrolment.school_class else None

    @property
    def seen(self) -> datetime | None:
        """The last sign of them: a sign-in or a hand-in."""
        return max(filter(None, [self.user.last_login, self.last_work]), default=None)


@dataclass(frozen=True)
class Grid:
    projects: list[Project]
    rows: list[Row]
    total: int  # of rows, also of those that were not asked for

    @property
    def is_whole(self) -> bool:
        return len(self.rows) == self.total

    @property
    def people(self) -> str:
        """Whose rows these are, as an address says it."""
        return ".".join(str(row.enrolment.user_id) for row in self.rows)


def projects() -> list[Project]:
    return list(Project.objects.filter(retired=False).defer("subject_ko", "subject_en"))


def grid(
    cohort: Cohort,
    sift: Sift = EVERYBODY,
    *,
    only: Collection[int] | None = None,
    without: Collection[int] = (),
    first: int | None = None,
) -> Grid:
    """Five queries, whatever the size of the cohort.

    `only`: the keys of the people wanted of it; `without`: of those who are not; `first`: how many rows.
    """
    wanted = sift.enrolments(cohort).exclude(user__in=without)
    enrolments = list(wanted if only is None else wanted.filter(user__in=only))
    people = [enrolment.user_id for enrolment in enrolments]
    worked = _last_work(people)
    xp = dict(XpEntry.objects.filter(user__in=people).values_list("user").annotate(total=Sum("amount")))
    passed = (timezone.now().astimezone(cohort.zone).date() - cohort.starts_on).days
    today = max(0, min(passed, pace.ends()[-1]))
    rows = [
        Row(
            enrolment,
            experience.level_at(xp.get(enrolment.user_id, 0), cohort.levels),
            pace.day_of(xp.get(enrolment.user_id, 0)) - today,
            worked.get(enrolment.user_id),
        )
        for enrolment in enrolments
    ]
    return _filled(sift.sorted(rows)[:first], total=len(rows))


def _filled(rows: list[Row], *, total: int) -> Grid:
    """With the cells of these rows alone: no order asks for them."""
    columns = projects()
    cells = _cells([row.enrolment.user_id for row in rows])
    for row in rows:
        row.cells = [cells[row.enrolment.user_id, project.pk] for project in columns]
    return Grid(columns, rows, total)


def changed_since(moment: datetime) -> set[int]:
    """Whose row may be another since `moment`: they worked, were judged, or got another mark."""
    attempts = Attempt.objects.filter(
        Q(opened_at__gt=moment) | Q(closed_at__gt=moment) | Q(ended_at__gt=moment)
    )
    teams = Q(team__in=attempts.values("team"))
    teams |= Q(team__in=Submission.objects.filter(submitted_at__gt=moment).values("attempt__team"))
    teams |= Q(team__in=Run.objects.filter(ended_at__gt=moment).values("submission__attempt__team"))
    teams |= Q(team__in=MarkCorrection.objects.filter(at__gt=moment).values("attempt__team"))
    return set(Membership.objects.filter(teams).order_by().values_list("user", flat=True))


def _cells(people: list[int]) -> dict[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = defaultdict(Cell)
    attempts = (
        Attempt.objects.filter(team__memberships__user__in=people)
        .values_list("team__memberships__user", "team__project", "state", "mark", "team__project__pass_mark")
        .order_by("number")
    )
    for user, project, state, mark, pass_mark in attempts:
        cell = cells[user, project]
        cell.attempts += 1
        if mark is not None:
            cell.mark = mark if cell.mark is None else max(cell.mark, mark)
        cell.state = _state(state, best=cell.mark, pass_mark=pass_mark)
    return cells


def _last_work(people: list[int]) -> dict[int, datetime]:
    """When they, or their team, last handed in or opened an attempt."""
    found: dict[int, datetime] = {}
    attempts = Attempt.objects.filter(team__memberships__user__in=people).order_by()
    for moment in ("opened_at", "submissions__submitted_at"):
        for user, last in attempts.values_list("team__memberships__user").annotate(Max(moment)):
            found[user] = max(filter(None, [found.get(user), last]))
    return found


def _state(state: str, *, best: int | None, pass_mark: int) -> str:
    if state in Attempt.UNDER_WAY:
        return state
    if best is not None and best >= pass_mark:
        return "validated"
    return "returned" if state == Attempt.State.RETURNED else "failed"
