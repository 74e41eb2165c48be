"""Who evaluates how much: given, received, booked and missed, with the points that everybody has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from academy.people.access import staff_only
from academy.people.models import Cohort, Enrolment, User
from peer_review.models import Account, Evaluation

from .sifting import Order, Sift

State = Evaluation.State
FILLED = Q(state__in=Evaluation.FILLED)
NOTHING: dict[str, Any] = {"given": 0, "booked": 0, "missed": 0, "last": None}
PER_PAGE = 60  # rows of the list; the drawing shows everybody
COLUMN, HALF = 6, 100  # of the drawing: a trainee's width, and the height of each half


@dataclass(frozen=True)
class Row:
    enrolment: Enrolment
    given: int
    received: int
    booked: int  # to give
    missed: int
    last: datetime | None
    points: int | None
    owed: int

    @property
    def user(self) -> User:
        return self.enrolment.user

    @property
    def class_number(self) -> int | None:
        return self.enrolment.school_class.number if self.enrolment.school_class else None

    @property
    def surplus(self) -> int:
        return self.given - self.received


ORDERS = {
    "name": Order(_("Trainee"), lambda row: row.user.display_name),
    "class": Order(_("Class"), lambda row: row.class_number),
    "given": Order(_("Given"), lambda row: row.given, falls_first=True),
    "received": Order(_("Received"), lambda row: row.received, falls_first=True),
    "surplus": Order(_("Difference"), lambda row: row.surplus),
    "booked": Order(_("Still to give"), lambda row: row.booked, falls_first=True),
    "missed": Order(_("Missed"), lambda row: row.missed, falls_first=True),
    "last": Order(_("Last given"), lambda row: row.last),
    "points": Order(_("Points"), lambda row: row.points),
}


@dataclass(frozen=True)
class Column:
    """One trainee in the drawing: given upwards, received downwards."""

    row: Row
    x: int
    up: float
    down: float


def of(cohort: Cohort, sift: Sift) -> list[Row]:
    """Four queries, whatever the size of the cohort."""
    enrolments = list(sift.enrolments(cohort))
    evaluations = Evaluation.objects.filter(cohort=cohort).order_by()
    counts = evaluations.values_list("evaluator").annotate(
        given=Count("pk", filter=FILLED),
        booked=Count("pk", filter=Q(state=State.BOOKED)),
        missed=Count("pk", filter=Q(state=State.NO_SHOW_EVALUATOR)),
        last=Max("filled_at"),
    )
    given = {evaluator: dict(zip(NOTHING, numbers, strict=True)) for evaluator, *numbers in counts}
    received = dict(
        evaluations.filter(FILLED).values_list("team__memberships__user").annotate(number=Count("pk"))
    )
    accounts = {account.user_id: account for account in Account.objects.filter(cohort=cohort, kind="person")}
    rows = []
    for enrolment in enrolments:
        account = accounts.get(enrolment.user_id)
        rows.append(
            Row(
                enrolment,
                received=received.get(enrolment.user_id, 0),
                points=account.balance if account else None,
                owed=account.owed if account else 0,
                **given.get(enrolment.user_id, NOTHING),
            )
        )
    return sift.sorted(rows, ORDERS)


def columns(rows: Iterable[Row]) -> list[Column]:
    """Who gives most comes first, whatever the order of the list."""
    ordered = sorted(rows, key=lambda row: (-row.given, row.received))
    most = max((max(row.given, row.received) for row in ordered), default=0) or 1
    return [
        Column(row, COLUMN * place, round(HALF * row.given / most, 1), round(HALF * row.received / most, 1))
        for place, row in enumerate(ordered)
    ]


@staff_only
def page(request: HttpRequest, slug: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.prefetch_related("classes"), slug=slug)
    sift = Sift.of(request.GET, ORDERS)
    rows = of(cohort, sift)
    context = {
        "cohort": cohort,
        "sift": sift,
        "heads": list(sift.heads(ORDERS)),
        "rows": rows,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "columns": columns(rows),
        "width": COLUMN * len(rows),
        "given": sum(row.given for row in rows),
        "idle": sum(row.given == 0 for row in rows),
    }
    template = "staff/_load.html" if request.headers.get("HX-Request") else "staff/load.html"
    return render(request, template, context)
