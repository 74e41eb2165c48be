"""The history of one's points, and giving some to everybody."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from projects.refusals import Refused

from .. import causes, gifts, history, points, sales
from ..market_settings import settings_of
from ..models import Account
from .access import SignedIn, page_or_part

PER_PAGE = 50


class GiftForm(forms.Form):
    amount = forms.IntegerField(label=gettext_lazy("Points"), min_value=1, max_value=200)
    request = forms.CharField(max_length=40, widget=forms.HiddenInput)


@login_required
@page_or_part
def points_history(request: SignedIn) -> HttpResponse:
    account = points.account_of(request.user)
    lines = Paginator(history.lines(request.user), PER_PAGE).get_page(request.GET.get("page"))
    template = "peer_review/_points.html" if request.htmx else "peer_review/points.html"
    context: dict[str, Any] = {"account": account, "page": lines}
    return render(request, template, context | (_market(account) if account else {}))


def _market(account: Account) -> dict[str, Any]:
    return {
        "rules": causes.rules(settings_of(account.cohort)),
        "sale": sales.running(account.cohort),
        "form": GiftForm(initial={"amount": 1, "request": uuid4().hex}),
    }


@login_required
@require_POST
def give(request: SignedIn) -> HttpResponse:
    """Give points to the common pool."""
    account, form = points.account_of(request.user), GiftForm(request.POST)
    try:
        if account is None or not form.is_valid():
            raise Refused(_("Give at least one point, and no more than you have."))
        amount, key = form.cleaned_data["amount"], form.cleaned_data["request"]
        gifts.donate(request.user, cohort=account.cohort, amount=amount, request=key)
        messages.success(request, _("Thank you. It is in the common pool now."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:points")
