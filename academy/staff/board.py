"""The cohort at a glance: trainee × project, the queue and the engine."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort, Enrolment, User
from grader.models import Run, Worker
from projects import experience
from projects.experience import Level
from projects.models import Attempt, Project, XpEntry

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
    last_work: datetime | None
    cells: list[Cell] = field(default_factory=list)

    @property
    def user(self) -> User:
        return self.enrolment.user


@dataclass(frozen=True)
class Grid:
    projects: list[Project]
    rows: list[Row]


def projects() -> list[Project]:
    return list(Project.objects.filter(retired=False))


def grid(cohort: Cohort, *, school_class: int | None = None, search: str = "") -> Grid:
    """Five queries, whatever the size of the cohort."""
    enrolments = cohort.enrolments.filter(state__in=Enrolment.PRESENT).select_related("user", "school_class")
    if school_class:
        enrolments = enrolments.filter(school_class__number=school_class)
    if search:
        enrolments = enrolments.filter(Q(user__login__icontains=search) | Q(user__name__icontains=search))
    enrolments = enrolments.order_by("school_class__number", "user__login")
    shown = projects()
    people = [enrolment.user_id for enrolment in enrolments]
    cells, seen = _cells(people)
    xp = dict(XpEntry.objects.filter(user__in=people).values_list("user").annotate(total=Sum("amount")))
    rows = [
        Row(
            enrolment,
            experience.level_at(xp.get(enrolment.user_id, 0), cohort.levels),
            seen.get(enrolment.user_id),
            [cells[enrolment.user_id, project.pk] for project in shown],
        )
        for enrolment in enrolments
    ]
    return Grid(shown, rows)


def _cells(people: list[int]) -> tuple[dict[tuple[int, int], Cell], dict[int, datetime]]:
    cells: dict[tuple[int, int], Cell] = defaultdict(Cell)
    seen: dict[int, datetime] = {}
    attempts = (
        Attempt.objects.filter(team__memberships__user__in=people)
        .annotate(handed_in=Max("submissions__submitted_at"))
        .values_list(
            "team__memberships__user",
            "team__project",
            "state",
            "mark",
            "team__project__pass_mark",
            "opened_at",
            "handed_in",
        )
        .order_by("number")
    )
    for user, project, state, mark, pass_mark, opened_at, handed_in in attempts:
        cell = cells[user, project]
        cell.attempts += 1
        if mark is not None:
            cell.mark = mark if cell.mark is None else max(cell.mark, mark)
        cell.state = _state(state, best=cell.mark, pass_mark=pass_mark)
        seen[user] = max(filter(None, [seen.get(user), opened_at, handed_in]))
    return cells, seen


def _state(state: str, *, best: int | None, pass_mark: int) -> str:
    if state in Attempt.UNDER_WAY:
        return state
    if best is not None and best >= pass_mark:
        return "validated"
    return "returned" if state == Attempt.State.RETURNED else "failed"


@dataclass(frozen=True)
class Queue:
    waiting: int
    running: int
    oldest: Run | None
    workers: list[Worker]
    recent: list[Run]
    broken: int  # in the last day

    @property
    def online(self) -> bool:
        return any(worker.is_alive and worker.engine_answers for worker in self.workers)

    @property
    def trouble(self) -> str:
        """Why nothing is graded, in a sentence; empty when something is."""
        return "" if self.online else next((w.trouble for w in self.workers if w.trouble), "")


def queue() -> Queue:
    counts = Run.objects.aggregate(
        waiting=Count("pk", filter=Q(state="queued")),
        running=Count("pk", filter=Q(state="running")),
        broken=Count("pk", filter=Q(state="broken", ended_at__gt=timezone.now() - timedelta(days=1))),
    )
    related = Run.objects.select_related("submission__attempt__team__project")
    return Queue(
        oldest=related.filter(state="queued").order_by("requested_at").first(),
        workers=list(Worker.objects.all()),
        recent=list(related.order_by("-pk")[:12]),
        **counts,
    )
