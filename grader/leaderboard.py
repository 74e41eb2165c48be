"""Who leads: the best public score of each team, ties by time; after the close its private score decides."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from academy.people.models import Cohort
from projects import windows
from projects.models import Project, Team

from . import measure
from .models import Contest, Run, Score
from .scores import COUNTED


@dataclass(frozen=True)
class Line:
    place: int
    team: Team
    public: str  # rounded
    private: str | None  # rounded; None before the close
    handed_in_at: datetime


@dataclass(frozen=True)
class Board:
    lines: list[Line]
    scorer: str
    closes_at: datetime | None
    closed: bool


def of(project: Project, cohort: Cohort) -> Board:
    """Three queries, four for a timed project, however many hand-ins there are."""
    closes_at = _closes_at(project, cohort)
    closed = closes_at is not None and closes_at <= timezone.now()
    scores = _best(project, cohort, until=closes_at if closed else None)
    if closed:
        scores.sort(key=lambda score: (-score.private, score.handed_in_at, score.pk))
    lines = [_line(place, score, closed=closed) for place, score in enumerate(scores, start=1)]
    return Board(lines, scores[0].scorer if scores else "", closes_at, closed)


def _closes_at(project: Project, cohort: Cohort) -> datetime | None:
    """As staff said for the board; that of a hackathon closes with the last window that has opened."""
    contest = Contest.objects.filter(project=project, cohort=cohort).first()
    if contest or not project.is_timed:
        return contest.closes_at if contest else None
    window = windows.last_opened(project, cohort)
    return window.closes_at if window else None


def _best(project: Project, cohort: Cohort, *, until: datetime | None) -> list[Score]:
    """The public best of each team, the earliest of equals. It is also what a team has at the close."""
    counted = _counted(project, cohort)
    newest = counted.order_by("-pk").first()
    if newest is None:
        return []
    counted = counted.filter(
        scorer=newest.scorer, step=newest.step
    )  # what is measured otherwise compares not
    if until:
        counted = counted.filter(handed_in_at__lte=until)
    order = [F("public").desc(), F("handed_in_at").asc(), F("pk").asc()]
    numbered = counted.annotate(number=Window(RowNumber(), partition_by=F("team"), order_by=order))
    return list(numbered.filter(number=1).order_by(*order).select_related("team"))


def _counted(project: Project, cohort: Cohort) -> QuerySet[Score]:
    teams = Team.objects.filter(project=project, memberships__user__enrolments__cohort=cohort)
    return Score.objects.filter(team__in=teams, run__state=Run.State.DONE, run__purpose__in=COUNTED)


def _line(place: int, score: Score, *, closed: bool) -> Line:
    public, private = (
        measure.shown(rank, step=score.step, greater=score.greater) for rank in (score.public, score.private)
    )
    return Line(place, score.team, public, private if closed else None, score.handed_in_at)
