"""Pages for staff. Everybody else is told that there is nothing here."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from academy.people.access import staff_only
from academy.people.models import Cohort
from peer_review import agenda

from ..attention import matters
from ..operations import queue
from . import board
from . import heatmap as painting
from .sifting import Sift

MARGIN = timedelta(seconds=10)  # what was still being written when a heat map was drawn
LONGEST = timedelta(days=1)  # a page that slept longer is loaded again
FIRST = 24  # rows that come with the page: they fill the tallest heat map, and the others follow at once


@staff_only
def cohorts(request: HttpRequest) -> HttpResponse:
    found = list(Cohort.objects.all())
    if len(found) == 1:
        return redirect("staff:cohort", found[0].slug)
    return render(request, "staff/cohorts.html", {"cohorts": found})


@staff_only
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    found = _cohort(slug)
    sift = Sift.of(request.GET)
    first = None if request.GET.get("all") == "1" else FIRST
    context = _now(found) | _heatmap(found, sift, first=first)
    return render(request, "staff/cohort.html", context)


@staff_only
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The part of the cohort page that says what goes on now."""
    found = _cohort(slug)
    return render(request, "staff/_now.html", _now(found))


@staff_only
def heatmap(request: HttpRequest, slug: str) -> HttpResponse:
    """The trainees and projects of the cohort page alone. The page's own address follows what is asked."""
    found, sift = _cohort(slug), Sift.of(request.GET)
    answer = render(request, "staff/_grid.html", _heatmap(found, sift))
    page = reverse("staff:cohort", args=[slug])
    answer["HX-Replace-Url"] = f"{page}?{sift.query}" if sift.query else page
    return answer


@staff_only
def rest(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows that did not come with the page: everybody but those whom it says it shows."""
    found, sift = _cohort(slug), Sift.of(request.GET)
    shown = [int(key) for key in request.GET.get("shown", "").split(".") if _is_number(key)]
    return render(request, "staff/_grid_rest.html", _heatmap(found, sift, without=shown[:FIRST]))


@staff_only
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows of the heat map that may be others since it was drawn, to take the places of those."""
    found, sift = _cohort(slug), Sift.of(request.GET)
    since = _moment(request.GET.get("since", ""))
    if timezone.now() - since > LONGEST:
        return HttpResponse(headers={"HX-Refresh": "true"})
    people = board.changed_since(since - MARGIN)
    return render(request, "staff/_grid_changes.html", _heatmap(found, sift, only=people))


def _moment(seconds: str) -> datetime:
    """What makes no sense is very long ago."""
    return datetime.fromtimestamp(int(seconds) if _is_number(seconds) else 0, UTC)


def _is_number(text: str) -> bool:
    """One that a clock and a database can hold."""
    return text.isdecimal() and len(text) < 11


def _cohort(slug: str) -> Cohort:
    return get_object_or_404(Cohort.objects.prefetch_related("classes"), slug=slug)


def _now(cohort: Cohort) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "queue": queue.now(),
        "today": agenda.today(cohort),
        "matters": matters.of(cohort),
    }


def _heatmap(
    cohort: Cohort,
    sift: Sift,
    *,
    only: Collection[int] | None = None,
    without: Collection[int] = (),
    first: int | None = None,
) -> dict[str, Any]:
    drawn_at = f"{timezone.now().timestamp():.0f}"  # before anything is read
    grid = board.grid(cohort, sift, only=only, without=without, first=first)
    drawn = list(painting.drawn(cohort, grid, again=only is not None))
    return {"cohort": cohort, "sift": sift, "grid": grid, "drawn": drawn, "drawn_at": drawn_at}
