"""Days on call, and calls."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from projects.refusals import Refused

from .. import standby
from ..forms import DayForm
from ..models import Standby, StandbyCall
from .access import SignedIn, page_or_part


@login_required
@page_or_part
def page(request: SignedIn) -> HttpResponse:
    """The next 14 days; a button makes one volunteer or step down."""
    if request.method == "POST":
        _change(request)
        return redirect("peer_review:standby")
    today = timezone.localdate()
    mine = set(Standby.objects.filter(user=request.user, day__gte=today).values_list("day", flat=True))
    days = [today + timedelta(days=number) for number in range(standby.FURTHEST.days + 1)]
    context = {
        "days": [(day, day in mine) for day in days],
        "calls": standby.calls_for(request.user),
        "cohort": request.cohort,
        "wanted": standby.wanted(request.cohort) if request.cohort else 0,
    }
    template = "peer_review/_standby.html" if request.htmx else "peer_review/standby.html"
    return render(request, template, context)


def _change(request: SignedIn) -> None:
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a day."))
        return
    day = form.cleaned_data["day"]
    try:
        if "down" in request.POST:
            standby.step_down(request.user, day=day)
            messages.success(request, _("You are no longer on call on that day."))
        else:
            standby.volunteer(request.user, day=day)
            messages.success(request, _("Thank you: you are on call on that day."))
    except Refused as refusal:
        messages.error(request, str(refusal))


@login_required
@require_POST
def answer(request: SignedIn, call_id: int) -> HttpResponse:
    """Yes or no to a call."""
    called = get_object_or_404(
        StandbyCall.objects.select_related("evaluation__cohort"), pk=call_id, user=request.user
    )
    try:
        if "yes" in request.POST:
            messages.success(request, _("Thank you! The team is waiting for you."))
            return redirect(standby.accept(called, by=request.user))
        standby.decline(called, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:standby")
