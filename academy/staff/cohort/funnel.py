"""Project by project: how many begin, hand in and validate, how often they try, and how long it takes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from academy.people.access import staff_only
from academy.people.models import Cohort
from peer_review.models import Evaluation
from projects.models import Attempt, Project, Submission

from . import board

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass
class Funnel:
    """One project in one cohort. People are counted once, however often their team tried."""

    project: Project
    everybody: int
    started: set[int] = field(default_factory=set)
    handed_in: set[int] = field(default_factory=set)
    validated: set[int] = field(default_factory=set)
    tries: dict[int, int] = field(default_factory=lambda: defaultdict(int))  # by team
    ended: int = 0
    passed: int = 0
    spans: list[timedelta] = field(default_factory=list)  # from the first opening to the mark that validates
    waits: list[timedelta] = field(
        default_factory=list
    )  # from the close of an attempt to its first evaluation

    @property
    def tries_each(self) -> float | None:
        return sum(self.tries.values()) / len(self.tries) if self.tries else None

    @property
    def pass_rate(self) -> int | None:
        """Percent of the attempts that have ended."""
        return 100 * self.passed // self.ended if self.ended else None

    @property
    def days(self) -> float | None:
        return middle(self.spans, DAY)

    @property
    def wait_hours(self) -> float | None:
        return middle(self.waits, HOUR)

    def percent(self, people: set[int]) -> int:
        return 100 * len(people) // max(1, self.everybody)

    @property
    def percents(self) -> dict[str, int]:
        return {name: self.percent(getattr(self, name)) for name in ("started", "handed_in", "validated")}


def middle(spans: Sequence[timedelta], unit: timedelta) -> float | None:
    return median(span / unit for span in spans) if spans else None


def of(cohort: Cohort) -> list[Funnel]:
    """In the order of the curriculum; five queries, whatever the size of the cohort."""
    people = set(cohort.enrolments.exclude(state="withdrawn").values_list("user", flat=True))
    funnels = {project.pk: Funnel(project, len(people)) for project in board.projects()}
    _attempts(funnels, people)
    _hand_ins(funnels, people)
    _waits(funnels, cohort)
    return list(funnels.values())


def _attempts(funnels: dict[int, Funnel], people: Iterable[int]) -> None:
    rows = Attempt.objects.filter(team__memberships__user__in=people).order_by("number")
    first: dict[tuple[int, int], object] = {}
    counted = set()
    columns = ("pk", "team", "team__project", "team__memberships__user", "mark", "opened_at", "ended_at")
    for pk, team, project, user, mark, opened, ended in rows.values_list(*columns):
        if (funnel := funnels.get(project)) is None:
            continue
        begun = first.setdefault((user, project), opened)
        funnel.started.add(user)
        passed = mark is not None and mark >= funnel.project.pass_mark
        if passed and user not in funnel.validated:
            funnel.validated.add(user)
            funnel.spans.append(ended - begun)
        if pk not in counted:
            counted.add(pk)
            funnel.tries[team] += 1
            funnel.ended += ended is not None
            funnel.passed += passed


def _hand_ins(funnels: dict[int, Funnel], people: Iterable[int]) -> None:
    rows = Submission.objects.filter(attempt__team__memberships__user__in=people).order_by()
    columns = ("attempt__team__project", "attempt__team__memberships__user")
    for project, user in rows.values_list(*columns).distinct():
        if project in funnels:
            funnels[project].handed_in.add(user)


def _waits(funnels: dict[int, Funnel], cohort: Cohort) -> None:
    met = Evaluation.objects.filter(cohort=cohort, met_at__isnull=False).order_by()
    firsts = met.values_list("team__project", "attempt", "attempt__closed_at").annotate(Min("met_at"))
    for project, _attempt, closed, first in firsts:
        if project in funnels and closed:
            funnels[project].waits.append(max(timedelta(0), first - closed))


@staff_only
def page(request: HttpRequest, slug: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort, slug=slug)
    return render(request, "staff/funnel.html", {"cohort": cohort, "funnels": of(cohort)})
