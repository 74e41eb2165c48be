"""What staff ask of the grader as a whole: lanes, causes of failure, times of each project."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from projects.models import Project

from . import line
from .models import Run, RunEvent

FAILURES_OF, TIMES_OF = timedelta(days=7), timedelta(days=30)
MOST_CAUSES, MOST_RUNS = 12, 5000
CAUSE = 120  # characters
NAMES = re.compile(r"0x[0-9a-f]+|\b[0-9a-f]{8,}\b|\d+", re.IGNORECASE)  # what differs from time to time
Kind = RunEvent.Kind


@dataclass(frozen=True)
class Lane:
    """Runs that go before or after those of another lane: see grader.line."""

    number: int
    purposes: tuple[str, ...]  # in words
    waiting: int
    running: int
    oldest: datetime | None  # of those that wait


@dataclass
class Cause:
    """Faults of ours that read alike but for numbers."""

    kind: str
    words: str
    times: int
    runs: set[int]
    last: datetime
    example: int  # the latest of these runs


@dataclass(frozen=True)
class Times:
    """How long runs of one project take, in seconds."""

    project: Project
    runs: int
    typical: float
    slow: float  # 19 of 20 are faster
    wait: float  # before they began, typically


def lanes() -> list[Lane]:
    """All of them, also those that are empty. One query."""
    queued = Q(state=Run.State.QUEUED)
    counts: dict[str, Any] = {
        row["purpose"]: row
        for row in Run.objects.filter(state__in=Run.WAITING)
        .order_by()
        .values("purpose")
        .annotate(
            waiting=Count("pk", filter=queued),
            running=Count("pk", filter=~queued),
            oldest=Min("requested_at", filter=queued),
        )
    }
    return [_lane(number, counts) for number in sorted(set(line.LANES.values()))]


def _lane(number: int, counts: Mapping[str, Any]) -> Lane:
    purposes = [purpose for purpose, lane in line.LANES.items() if lane == number]
    rows = [counts[purpose] for purpose in purposes if purpose in counts]
    return Lane(
        number,
        tuple(str(purpose.label) for purpose in purposes),
        waiting=sum(row["waiting"] for row in rows),
        running=sum(row["running"] for row in rows),
        oldest=min((row["oldest"] for row in rows if row["oldest"]), default=None),
    )


def causes() -> list[Cause]:
    """Why runs failed on our side in the last week, the most frequent first. One query."""
    since = timezone.now() - FAILURES_OF
    events = RunEvent.objects.filter(kind__in=[Kind.FAULT, Kind.OUTAGE, Kind.LOST], at__gt=since)
    found: dict[tuple[str, str], Cause] = {}
    for kind, detail, run, at in events.order_by("pk").values_list("kind", "detail", "run", "at"):
        words = cause(detail)
        one = found.setdefault((kind, words), Cause(kind, words, 0, set(), at, run))
        one.times, one.last, one.example = one.times + 1, at, run
        one.runs.add(run)
    return sorted(found.values(), key=lambda one: -one.times)[:MOST_CAUSES]


def cause(detail: str) -> str:
    """The first line of a fault without what differs each time."""
    first = detail.strip().partition("\n")[0]
    return NAMES.sub("…", first)[:CAUSE]


def times() -> list[Times]:
    """Of the last month, in the order of the curriculum. Two queries."""
    done = Run.objects.filter(state=Run.State.DONE, ended_at__gt=timezone.now() - TIMES_OF)
    columns = ("submission__attempt__team__project", "requested_at", "started_at", "ended_at")
    spans: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for project, asked, began, ended in done.order_by("-ended_at").values_list(*columns)[:MOST_RUNS]:
        spans[project].append(((ended - began).total_seconds(), (began - asked).total_seconds()))
    return list(_times(spans))


def _times(spans: dict[int, list[tuple[float, float]]]) -> Iterator[Times]:
    for project in Project.objects.filter(pk__in=spans).defer("subject_ko", "subject_en"):
        lasted, waited = zip(*spans[project.pk], strict=True)
        slow = quantiles(lasted, n=20)[-1] if len(lasted) > 1 else lasted[0]
        yield Times(project, len(lasted), median(lasted), slow, median(waited))
