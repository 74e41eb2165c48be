"""Tables to take away, as CSV for other programs and as XLSX for people."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from academy.people import acquaintance
from academy.people.access import staff_only
from academy.people.models import Cohort

from ..file.views import trainees
from . import sheet, site
from .kinds import Table, Value
from .tables import KINDS, table

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins with one of these
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM = "\ufeff"  # without it a spreadsheet takes Korean for something else


@staff_only
def index(request: HttpRequest, slug: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort, slug=slug)
    return render(request, "staff/exports.html", {"cohort": cohort, "kinds": KINDS})


@staff_only
def export(request: HttpRequest, slug: str, name: str, form: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort, slug=slug)
    if name not in KINDS or form not in WRITERS:
        raise Http404
    with timezone.override(cohort.zone):
        return WRITERS[form](table(name, cohort, request.GET))


@staff_only
def file(request: HttpRequest, login: str, form: str) -> HttpResponse:
    """The file of a trainee: all of it, or the part that the page shows."""
    person = get_object_or_404(trainees(), login=login)
    if form not in WRITERS:
        raise Http404
    enrolment = acquaintance.latest_enrolment(person)
    with timezone.override(enrolment.cohort.zone if enrolment else None):
        return WRITERS[form](site.file_of(person, request.GET.get("what", "")))


@staff_only
def grader(_request: HttpRequest, name: str, form: str) -> HttpResponse:
    if name not in site.GRADER or form not in WRITERS:
        raise Http404
    return WRITERS[form](site.GRADER[name]())


def _csv(found: Table) -> HttpResponse:
    answer = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    lines = csv.writer(answer)
    lines.writerow(found.head)
    lines.writerows([_tame(value) for value in row] for row in _rows(found))
    return _to_keep(answer, f"{found.name}.csv")


def _xlsx(found: Table) -> HttpResponse:
    content = sheet.drawn(found.title, found.head, list(_rows(found)))
    return _to_keep(HttpResponse(content, content_type=XLSX), f"{found.name}.xlsx")


def _to_keep(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _rows(found: Table) -> Iterator[Sequence[Value]]:
    """Times are those of the cohort and say no zone, as spreadsheets want them."""
    zone = timezone.get_current_timezone()
    for row in found.rows:
        yield [
            value.astimezone(zone).replace(tzinfo=None, microsecond=0)
            if isinstance(value, datetime)
            else value
            for value in row
        ]


def _tame(value: Value) -> Value:
    """CSV does not tell text from a formula; in XLSX text is text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


WRITERS: dict[str, Callable[[Table], HttpResponse]] = {"csv": _csv, "xlsx": _xlsx}
