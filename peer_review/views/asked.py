"""What staff and mentors are asked for: teams that found nobody, and projects that ask for them."""

from collections.abc import Callable, Sequence
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
    """One row at a time has the form: that which was chosen, otherwise the first."""
    _only_helpers(request.user)
    asked, mentored = fallback.asked(by=request.user), mentors.waiting(by=request.user)
    context = {
        "to_give": [] if request.user.is_staff else agenda.to_give(request.user),
        "rows": [(row, clock(row.opens), clock(row.closes)) for row in asked],
        "form": MomentForm(initial={"day": timezone.localdate(), "begins": "14:00"}),
        "chosen": _chosen(request, asked, mentored),
        "mentored": mentored,
        "unsupervised": supervisors.unasked() if request.user.is_staff else [],
    }
    return render(request, "peer_review/asked.html", context)


def _chosen(
    request: SignedIn, asked: Sequence[Waiting], mentored: Sequence[Attempt]
) -> Waiting | Attempt | None:
    team, attempt = request.GET.get("team"), request.GET.get("attempt")
    wanted = [row for row in asked if str(row.pk) == team]
    wanted_by_mentors = [one for one in mentored if str(one.pk) == attempt]
    every: list[Waiting | Attempt] = [*wanted, *wanted_by_mentors, *asked, *mentored]
    return every[0] if every else None


@login_required
@require_POST
def take(request: SignedIn, waiting_id: int) -> HttpResponse:
    _only_helpers(request.user)
    row = get_object_or_404(Waiting.objects.select_related("cohort"), pk=waiting_id)
    act = partial(fallback.take, row, by=request.user)
    return _take(request, act, back=f"?team={row.pk}#team-{row.pk}")


@login_required
@require_POST
def mentor(request: SignedIn, attempt_id: int) -> HttpResponse:
    """Evaluate a team whose project asks for a mentor."""
    _only_helpers(request.user)
    attempt = get_object_or_404(Attempt.objects.select_related("team"), pk=attempt_id)
    act = partial(mentors.take, attempt, by=request.user)
    return _take(request, act, back=f"?attempt={attempt.pk}#attempt-{attempt.pk}")


def _take(request: SignedIn, act: Callable[..., Evaluation], *, back: str) -> HttpResponse:
    form = MomentForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose a day and a time."))
        evaluation = act(starts_at=form.moment())
        messages.success(request, _("Booked. Thank you for helping."))
        return redirect(evaluation)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("peer_review:asked") + back)
