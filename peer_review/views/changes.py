"""Another time for an evaluation, and appeals against having been absent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people.access import staff_only
from projects.refusals import Refused

from .. import appeals, rescheduling
from ..forms import AppealDecisionForm, AppealForm, MomentForm
from ..models import Appeal
from .access import Side, SignedIn, evaluation_on
from .throttle import limited


@login_required
@limited("move", rule="proposals_a_minute")
def move(request: SignedIn, key: str) -> HttpResponse:
    """Propose another time to the other side."""
    evaluation = evaluation_on(Side.BOTH, request.user, key)
    local = timezone.localtime(evaluation.starts_at)
    form = MomentForm(request.POST or None, initial={"day": local.date(), "begins": f"{local:%H:%M}"})
    if request.method == "POST" and form.is_valid():
        try:
            rescheduling.propose(evaluation, starts_at=form.moment(), by=request.user)
            messages.success(request, _("Proposed. Nothing changes until the other side accepts."))
            return redirect(evaluation)
        except Refused as refusal:
            messages.error(request, str(refusal))
    context = {"evaluation": evaluation, "project": evaluation.team.project, "form": form}
    return render(request, "peer_review/move.html", context)


@login_required
@require_POST
def answer_move(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.BOTH, request.user, key)
    proposal = rescheduling.of_evaluation(evaluation)
    try:
        if proposal is None:
            raise Refused(_("This proposal has been answered already."))
        if "accept" in request.POST:
            rescheduling.accept(proposal, by=request.user)
            messages.success(request, _("Moved. It costs neither side anything."))
        else:
            rescheduling.turn_down(proposal, by=request.user)
            messages.success(request, _("The evaluation stays at its time."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(evaluation)


@login_required
@require_POST
def appeal(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.BOTH, request.user, key)
    form = AppealForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        appeals.appeal(evaluation, by=request.user, reason=reason)
        messages.success(request, _("The staff will look at it and answer here."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(evaluation)


@staff_only
@require_POST
def decide_appeal(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.STAFF, request.user, key)
    made = getattr(evaluation, "appeal", None)
    if made is None:
        raise Http404
    form = AppealDecisionForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose, and say why: the person will read it."))
        appeals.decide(made, by=request.user, **form.cleaned_data)
        messages.success(request, _("Decided."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(evaluation)


@staff_only
def appeals_page(request: SignedIn) -> HttpResponse:
    """Every appeal that waits, of every cohort, the oldest first; then the latest answers."""
    rows = Appeal.objects.select_related("evaluation__team__project", "by", "decided_by")
    context = {
        "open": rows.filter(state=Appeal.State.OPEN),
        "decided": rows.exclude(state=Appeal.State.OPEN).order_by("-decided_at")[:50],
    }
    return render(request, "peer_review/appeals.html", context)
