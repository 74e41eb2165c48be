"""Pages for staff. Everybody else is told that there is nothing here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from academy.people.access import staff_only
from academy.people.models import Cohort
from peer_review import agenda

from . import attention, board


@staff_only
def cohorts(request: HttpRequest) -> HttpResponse:
    found = list(Cohort.objects.all())
    if len(found) == 1:
        return redirect("staff:cohort", found[0].slug)
    return render(request, "staff/cohorts.html", {"cohorts": found})


@staff_only
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "staff/cohort.html", _board(request, slug))


@staff_only
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The part of the cohort page that changes by itself."""
    return render(request, "staff/_board.html", _board(request, slug))


def _board(request: HttpRequest, slug: str) -> dict[str, Any]:
    cohort = get_object_or_404(Cohort.objects.prefetch_related("classes"), slug=slug)
    number = request.GET.get("class", "")
    search = request.GET.get("q", "").strip()[:60]
    grid = board.grid(cohort, school_class=int(number) if number.isdigit() else None, search=search)
    return {
        "cohort": cohort,
        "grid": grid,
        "queue": board.queue(),
        "today": agenda.today(cohort),
        "matters": attention.matters(cohort, grid.rows),
        "class_number": number,
        "search": search,
    }
