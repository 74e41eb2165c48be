"""Evaluations: the list, the page of one, and what either side does on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from academy import journey
from projects.refusals import Refused

from .. import (
    agenda,
    appeals,
    attendance,
    booking,
    fallback,
    feedback,
    hearings,
    mentors,
    remarks,
    rescheduling,
    why,
)
from ..forms import AppealDecisionForm, AppealForm, CodeForm, DecisionForm, FeedbackForm
from ..market_settings import settings_of
from ..models import Evaluation
from ..names import may_see_names
from ..results import result
from .access import Side, SignedIn, evaluation_on, page_or_part, visible_evaluation

PER_PAGE = 20
SIDES = [("", gettext_lazy("All")), ("given", gettext_lazy("Given")), ("received", gettext_lazy("Received"))]


@login_required
@page_or_part
def index(request: SignedIn) -> HttpResponse:
    side = request.GET.get("side", "")
    page = Paginator(agenda.past(request.user, side), PER_PAGE).get_page(request.GET.get("page"))
    helps = request.user.role in mentors.HELPERS
    context = {
        "to_give": agenda.to_give(request.user),
        "to_get": agenda.to_get(request.user),
        "page": page,
        "tabs": [
            {"label": label, "url": f"?side={name}#over", "current": name == side} for name, label in SIDES
        ],
        "now": timezone.now(),
        "asked": len(fallback.asked(by=request.user)) + len(mentors.waiting(by=request.user)) if helps else 0,
    }
    template = "peer_review/_evaluations.html" if request.htmx else "peer_review/evaluations.html"
    return render(request, template, context)


@login_required
@page_or_part
def page(request: SignedIn, key: str) -> HttpResponse:
    evaluation = visible_evaluation(request.user, key)
    template = "peer_review/_evaluation.html" if request.htmx else "peer_review/evaluation.html"
    return render(request, template, _context(request, evaluation))


def _context(request: SignedIn, evaluation: Evaluation) -> dict[str, Any]:
    """Everything that the page of one evaluation shows to this person, by the side they are on."""
    now = timezone.now()
    is_evaluator = evaluation.evaluator_id == request.user.pk
    is_team = request.user in evaluation.team.members.all()
    here, other = evaluation.evaluator_checked_in_at, evaluation.team_checked_in_at
    if is_team:
        here, other = other, here
    booked, misses_at = evaluation.state == Evaluation.State.BOOKED, attendance.misses_at(evaluation)
    return {
        "now": now,
        "evaluation": evaluation,
        "project": evaluation.team.project,
        "is_evaluator": is_evaluator,
        "is_team": is_team,
        "is_booked": booked,
        "may_check_in": now >= evaluation.reveals_at,
        "may_say_early": is_evaluator and now >= attendance.evaluator_from(evaluation),
        "is_late": booking.is_late(evaluation, now),
        "rules": settings_of(evaluation.cohort),
        "may_cancel": (is_evaluator or is_team) and now < evaluation.starts_at and not evaluation.met_at,
        "here": here,
        "other_here": other,
        "may_report": here and not other and now >= misses_at,
        "misses_at": misses_at,
        "revealed": may_see_names(request.user, evaluation),
        "result": result(evaluation) if evaluation.is_filled else None,
        "remarked": remarks.told(evaluation) if evaluation.is_filled else [],
        "feedback": getattr(evaluation, "feedback", None),
        "feedback_due": feedback.due_at(evaluation),
        "proposal": rescheduling.of_evaluation(evaluation) if booked else None,
        "may_move": (is_evaluator or is_team) and booked and now < evaluation.reveals_at,
        "appeal": getattr(evaluation, "appeal", None),
        "may_appeal": not hasattr(evaluation, "appeal") and appeals.may_appeal(evaluation, request.user),
        "appeal_form": AppealForm(),
        "appeal_decision_form": AppealDecisionForm(),
        "why": why.told(evaluation) if request.user.is_staff else None,
        "hearing": getattr(evaluation, "hearing", None),
        "replacement": getattr(evaluation, "replacement", None) if is_team or request.user.is_staff else None,
        "code_form": CodeForm(),
        "feedback_form": FeedbackForm(),
        "decision_form": DecisionForm(),
    }


def _act(
    request: SignedIn, evaluation: Evaluation, act: Callable[[Evaluation], object], done: str = ""
) -> HttpResponse:
    """Do one thing to an evaluation, say how it went, and show its page again."""
    try:
        act(evaluation)
        if done:
            messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(evaluation)


@login_required
@require_POST
def check_in(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.BOTH, request.user, key)
    return _act(request, evaluation, lambda e: attendance.check_in(e, by=request.user))


@login_required
@require_POST
def confirm(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.EVALUATOR, request.user, key)
    form = CodeForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    done = _("You have met. The sheet is open.")
    return _act(request, evaluation, lambda e: attendance.confirm(e, by=request.user, code=code), done)


@login_required
def cancel(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.BOTH, request.user, key)
    if request.method == "POST":
        done = _("The evaluation is cancelled.")
        return _act(request, evaluation, lambda e: booking.cancel(e, by=request.user), done)
    return render(request, "peer_review/cancel.html", _context(request, evaluation))


@login_required
def no_show(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.BOTH, request.user, key)
    if request.method == "POST":
        done = _("Thank you for waiting. The evaluation is closed.")
        return _act(request, evaluation, lambda e: attendance.report_no_show(e, by=request.user), done)
    return render(request, "peer_review/no_show.html", _context(request, evaluation))


@login_required
@require_POST
def give_feedback(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.TEAM, request.user, key)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        context = _context(request, evaluation) | {"feedback_form": form}
        return render(request, "peer_review/evaluation.html", context)
    given = form.cleaned_data
    done = _("Thank you. Your evaluator will read it.")
    return _act(request, evaluation, lambda e: feedback.give(e, by=request.user, **given), done)


@login_required
@require_POST
def answer(request: SignedIn, key: str) -> HttpResponse:
    """What a reported team says for itself."""
    evaluation = evaluation_on(Side.TEAM, request.user, key)
    statement = request.POST.get("statement", "")
    done = _("The staff will read it before they decide.")
    return _act(request, evaluation, lambda e: hearings.answer(e, by=request.user, statement=statement), done)


@login_required
@require_POST
def decide(request: SignedIn, key: str) -> HttpResponse:
    evaluation = evaluation_on(Side.STAFF, request.user, key)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        context = _context(request, evaluation) | {"decision_form": form}
        return render(request, "peer_review/evaluation.html", context)
    given = form.cleaned_data
    done = _("Decided.")
    return _act(request, evaluation, lambda e: journey.decide(e, by=request.user, **given), done)
