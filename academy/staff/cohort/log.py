"""The log of what staff did about a cohort, and about the whole site."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from academy.people import act_words
from academy.people.access import staff_only
from academy.people.models import Cohort, Enrolment, StaffAct
from peer_review.models import MarketSettings

from .sifting import LONGEST_SEARCH

PER_PAGE = 50


@staff_only
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it, the latest first; by kind of act and by person if wanted."""
    cohort = get_object_or_404(Cohort, slug=slug)
    page = Paginator(rows(cohort, request.GET), PER_PAGE).get_page(request.GET.get("page"))
    names = words()
    context = {
        "cohort": cohort,
        "kinds": StaffAct.Kind.choices,
        "kind": request.GET.get("kind", ""),
        "search": request.GET.get("q", ""),
        "page": page,
        "told": [act_words.told(act, names) for act in page],
    }
    with timezone.override(cohort.zone):
        return render(request, "staff/log.html", context)


def words() -> act_words.Words:
    """For what changed in the rules of a market."""
    return {field.name: field.verbose_name for field in MarketSettings._meta.concrete_fields}


def rows(cohort: Cohort, asked: Mapping[str, str]) -> QuerySet[StaffAct]:
    kind, search = asked.get("kind", ""), asked.get("q", "").strip()[:LONGEST_SEARCH]
    members = Enrolment.objects.filter(cohort=cohort).values("user")
    nobody = Q(cohort=None, people=None)  # about the whole site, like the grader
    found = StaffAct.objects.filter(Q(cohort=cohort) | Q(people__in=members) | nobody)
    if kind:
        found = found.filter(kind=kind)
    if search:
        found = found.filter(
            Q(by__login__icontains=search)
            | Q(people__login__icontains=search)
            | Q(people__name__icontains=search)
            | Q(what__icontains=search)
        )
    return found.distinct().select_related("by").prefetch_related("people")
