"""The history of one's points."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from .. import history, points
from .access import SignedIn, page_or_part

PER_PAGE = 50


@login_required
@page_or_part
def points_history(request: SignedIn) -> HttpResponse:
    account = points.account_of(request.user)
    lines = Paginator(history.lines(request.user), PER_PAGE).get_page(request.GET.get("page"))
    template = "peer_review/_points.html" if request.htmx else "peer_review/points.html"
    return render(request, template, {"account": account, "page": lines, "price": points.PRICE})
