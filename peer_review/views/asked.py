"""What staff and mentors are asked for: teams that found nobody, and projects that ask for them."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people.models import User
from projects.models import Attempt
from projects.refusals import Refused

from .. import agenda, fallback, mentors, supervisors
from ..forms import MomentForm, clock
from ..models import Evaluation, Waiting
from .access import SignedIn


def _only_helpers(user: User) -> None:
    if user.role not in mentors.HELPERS:
        raise Http404


@login_required
def index(request: SignedIn) -> HttpResponse:
    _only_helpers(request.user)
    rows = [(row, clock(row.opens), clock(row.closes)) for row in fallback.asked(by=request.user)]
    form = MomentForm(initial={"day": timezone.localdate(), "begins": "14:00"})
    context = {
        "to_give": [] if request.user.is_staff else agenda.to_give(request.user),
        "rows": rows,
        "form": form,
        "mentored": mentors.waiting(by=request.user),
        "unsupervised": supervisors.unasked() if request.user.is_staff else [],
    }
    return render(request, "peer_review/asked.html", context)


@login_required
@require_POST
def take(request: SignedIn, waiting_id: int) -> HttpResponse:
    _only_helpers(request.user)
    row = get_object_or_404(Waiting.objects.select_related("cohort"), pk=waiting_id)
    return _take(request, lambda moment: fallback.take(row, by=request.user, starts_at=moment))


@login_required
@require_POST
def mentor(request: SignedIn, attempt_id: int) -> HttpResponse:
    """Evaluate a team whose project asks for a mentor."""
    _only_helpers(request.user)
    attempt = get_object_or_404(Attempt.objects.select_related("team"), pk=attempt_id)
    return _take(request, lambda moment: mentors.take(attempt, by=request.user, starts_at=moment))


def _take(request: SignedIn, act: Callable[[datetime], Evaluation]) -> HttpResponse:
    form = MomentForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose a day and a time."))
        evaluation = act(form.moment())
        messages.success(request, _("Booked. Thank you for helping."))
        return redirect(evaluation)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:asked")
