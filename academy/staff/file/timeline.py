"""Everything that happened to one trainee: one query to know what, one for each kind to tell it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value

from academy.people.models import Enrolment, Note, StaffAct, User
from grader.models import Run
from peer_review.models import Appeal, Entry, Evaluation, Objection
from projects.models import Attempt, Sitting, Submission, XpEntry

from . import telling
from .telling import Event

Rows = QuerySet[Any]
HIDDEN = (StaffAct.Kind.NOTE, StaffAct.Kind.NOTE_BACK)  # the note itself stands on the line


@dataclass(frozen=True)
class Source:
    """One kind of thing: which rows are about a person, at what time, and how one is told."""

    group: str  # work | evaluations | points | staff
    moment: str
    rows: Callable[[User], Rows]
    tell: Callable[[Any, User], Event]


def _of_teams(model: Any, path: str) -> Callable[[User], Rows]:
    def rows(person: User) -> Rows:
        return model.objects.filter(**{f"{path}team__memberships__user": person})

    return rows


SOURCES: dict[str, Source] = {
    "submission": Source(
        "work",
        "submitted_at",
        lambda p: _of_teams(Submission, "attempt__")(p).select_related(
            "attempt__team__project", "submitted_by"
        ),
        telling.submission,
    ),
    "closed": Source(
        "work",
        "closed_at",
        lambda p: _of_teams(Attempt, "")(p).filter(closed_at__isnull=False).select_related("team__project"),
        telling.closed,
    ),
    "ended": Source(
        "work",
        "ended_at",
        lambda p: _of_teams(Attempt, "")(p).filter(ended_at__isnull=False).select_related("team__project"),
        telling.ended,
    ),
    "run": Source(
        "work",
        "ended_at",
        lambda p: (
            _of_teams(Run, "submission__attempt__")(p)
            .filter(ended_at__isnull=False)
            .exclude(state=Run.State.SUPERSEDED)
            .select_related("submission__attempt__team__project")
            .defer("report")
        ),
        telling.run,
    ),
    "exam": Source(
        "work",
        "began_at",
        lambda p: Sitting.objects.filter(user=p).select_related("attempt__team__project"),
        telling.exam,
    ),
    "given": Source(
        "evaluations",
        "starts_at",
        lambda p: Evaluation.objects.filter(evaluator=p).select_related("team__project", "evaluator"),
        telling.given,
    ),
    "received": Source(
        "evaluations",
        "starts_at",
        lambda p: _of_teams(Evaluation, "")(p).select_related("team__project", "evaluator"),
        telling.received,
    ),
    "appeal": Source(
        "evaluations",
        "made_at",
        lambda p: Appeal.objects.filter(by=p).select_related("evaluation__team__project"),
        telling.appeal,
    ),
    "objection": Source(
        "evaluations",
        "made_at",
        lambda p: _of_teams(Objection, "attempt__")(p).select_related("attempt__team__project"),
        telling.objection,
    ),
    "points": Source(
        "points",
        "created_at",
        lambda p: (
            Entry.objects.filter(pk__in=_entries_of(p))
            .select_related("evaluation__team__project")
            .prefetch_related("transfers__source", "transfers__target")
        ),
        telling.points,
    ),
    "xp": Source(
        "points",
        "created_at",
        lambda p: XpEntry.objects.filter(user=p).select_related("project").annotate(**_levels()),
        telling.xp,
    ),
    "act": Source(
        "staff",
        "at",
        lambda p: StaffAct.objects.filter(concerned__person=p).exclude(kind__in=HIDDEN).select_related("by"),
        telling.act,
    ),
    "note": Source(
        "staff",
        "written_at",
        lambda p: Note.objects.filter(about=p).select_related("by"),
        telling.note,
    ),
}


def _levels() -> dict[str, Subquery]:
    """What the person had after an entry, and the level table of their latest cohort."""
    until = XpEntry.objects.filter(user=OuterRef("user"), pk__lte=OuterRef("pk")).order_by().values("user")
    places = Enrolment.objects.filter(user=OuterRef("user")).order_by("-started_on", "-pk")
    return {
        "total": Subquery(until.annotate(sum=Sum("amount")).values("sum")),
        "levels": Subquery(places.values("cohort__levels")[:1]),
    }


def _entries_of(person: User) -> Rows:
    moved = Entry.objects.filter(transfers__source__user=person).order_by().values("pk")
    got = Entry.objects.filter(transfers__target__user=person).order_by().values("pk")
    return moved.union(got)


def index(person: User, group: str = "") -> Rows:
    """(when, which source, id) of everything, the latest first; of one group if wanted."""
    parts = [
        source.rows(person)
        .order_by()
        .prefetch_related(None)
        .annotate(line_at=F(source.moment), line_of=Value(name))
        .values_list("line_at", "line_of", "pk")
        for name, source in SOURCES.items()
        if group in ("", source.group)
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-line_at", "line_of")


def told(person: User, lines: Iterable[tuple[datetime, str, int]]) -> list[Event]:
    """A page of the index, in words."""
    lines = list(lines)
    found: dict[tuple[str, int], Any] = {}
    for name in {source for _moment, source, _pk in lines}:
        wanted = [pk for _moment, source, pk in lines if source == name]
        rows = SOURCES[name].rows(person).filter(pk__in=wanted)
        found |= {(name, row.pk): row for row in rows}
    return [SOURCES[name].tell(found[name, pk], person) for _moment, name, pk in lines]
