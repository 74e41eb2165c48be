"""The log of what staff did about a cohort, and about the whole site."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from academy.people import act_words
from academy.people.access import staff_only
from academy.people.models import Cohort, Enrolment, StaffAct
from peer_review.models import MarketSettings

PER_PAGE = 50


@staff_only
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it, the latest first; by kind of act and by person if wanted."""
    cohort = get_object_or_404(Cohort, slug=slug)
    kind, search = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:60]
    rows = _rows(cohort, kind=kind, search=search)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names = {field.name: field.verbose_name for field in MarketSettings._meta.concrete_fields}
    context = {
        "cohort": cohort,
        "kinds": StaffAct.Kind.choices,
        "kind": kind,
        "search": search,
        "page": page,
        "told": [act_words.told(act, names) for act in page],
    }
    with timezone.override(cohort.zone):
        return render(request, "staff/log.html", context)


def _rows(cohort: Cohort, *, kind: str, search: str) -> QuerySet[StaffAct]:
    members = Enrolment.objects.filter(cohort=cohort).values("user")
    nobody = Q(cohort=None, people=None)  # about the whole site, like the grader
    rows = StaffAct.objects.filter(Q(cohort=cohort) | Q(people__in=members) | nobody)
    if kind:
        rows = rows.filter(kind=kind)
    if search:
        rows = rows.filter(
            Q(by__login__icontains=search)
            | Q(people__login__icontains=search)
            | Q(people__name__icontains=search)
            | Q(what__icontains=search)
        )
    return rows.distinct().select_related("by").prefetch_related("people")
