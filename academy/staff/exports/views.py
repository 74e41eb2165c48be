"""Tables to take away, as CSV for other programs and as XLSX for people."""

import csv
from collections.abc import Callable, Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from academy.people import acquaintance
from academy.people.access import staff_only
from academy.people.models import Cohort

from ..file.views import trainees
from . import site
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
    csv.writer(answer).writerows(_rows(found))
    return _to_keep(answer, f"{found.name}.csv")


def _xlsx(found: Table) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(found.title)
    sheet.freeze_panes = "A2"
    head, *rows = _rows(found)
    sheet.append([_bold(sheet, word) for word in head])
    for row in rows:
        sheet.append(row)
    answer = HttpResponse(content_type=XLSX)
    book.save(answer)
    return _to_keep(answer, f"{found.name}.xlsx")


def _to_keep(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _bold(sheet: object, word: Value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=word)
    cell.font = Font(bold=True)
    return cell


def _rows(found: Table) -> Iterable[list[Value]]:
    yield list(found.head)
    for row in found.rows:
        yield [_tame(value) for value in row]


def _tame(value: Value) -> Value:
    """Times in the zone of the cohort and without it, as spreadsheets want them; text never as a formula."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


WRITERS: dict[str, Callable[[Table], HttpResponse]] = {"csv": _csv, "xlsx": _xlsx}
