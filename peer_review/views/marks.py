"""The page of a mark: how it came about, what a team may object, and what staff correct."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from academy.people.models import User
from projects import corrections
from projects.models import Attempt, MarkCorrection
from projects.models.attempts import BEST_MARK, LOWEST_MARK
from projects.refusals import Refused

from .. import calculation, objections, points
from ..market_settings import settings_of
from ..models import Objection
from .access import SignedIn

Kind = Objection.Kind


class ObjectionForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind)
    reason = forms.CharField(
        label=gettext_lazy("What you do not agree with"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CorrectionForm(forms.Form):
    """A mark by the staff, or an answer to an objection that may bring one."""

    mark = forms.IntegerField(
        label=gettext_lazy("New mark"), min_value=LOWEST_MARK, max_value=BEST_MARK, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The team reads it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _visible(user: User, attempt_id: int) -> Attempt:
    """An attempt of one's own; staff see every one."""
    rows = Attempt.objects.select_related("team__project")
    own = rows if user.is_staff else rows.filter(team__memberships__user=user)
    return get_object_or_404(own, pk=attempt_id)


@login_required
def mark(request: SignedIn, attempt_id: int) -> HttpResponse:
    """How the mark of an attempt comes about, line by line."""
    attempt = _visible(request.user, attempt_id)
    return render(request, "peer_review/mark.html", _context(request, attempt))


def _context(request: SignedIn, attempt: Attempt) -> dict[str, Any]:
    story = calculation.told(attempt, viewer=request.user)
    last = objections.until(attempt)
    asked = {objection.kind for objection in story.objections}
    may = last is not None and timezone.now() <= last and not request.user.is_staff
    cohort = story.given[0].evaluation.cohort if story.given else None
    return {
        "attempt": attempt,
        "project": attempt.team.project,
        "story": story,
        "until": last,
        "ways": [kind for kind in Kind if may and kind not in asked],
        "prices": {kind: objections.price_of(kind, cohort) for kind in Kind} if cohort else {},
        "rules": settings_of(cohort) if cohort else None,
        "balance": points.balance(request.user),
        "objection_form": ObjectionForm(),
        "correction_form": CorrectionForm(),
        "latest": story.corrections[-1] if story.corrections else None,
    }


@login_required
@require_POST
def object_to(request: SignedIn, attempt_id: int) -> HttpResponse:
    """A team asks for a second opinion, or appeals."""
    attempts = Attempt.objects.filter(team__memberships__user=request.user).select_related("team__project")
    attempt = get_object_or_404(attempts, pk=attempt_id)
    form = ObjectionForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Say what you do not agree with: whoever looks again will read it."))
        kind = Kind(form.cleaned_data["kind"])
        objections.object_to(attempt, kind=kind, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Noted. Your mark stands until it is answered."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:mark", attempt_id)


@login_required
@require_POST
def correct(request: SignedIn, attempt_id: int) -> HttpResponse:
    """Staff set the mark, take the latest correction back, or answer an objection."""
    attempt = get_object_or_404(
        Attempt.objects.all() if request.user.is_staff else Attempt.objects.none(), pk=attempt_id
    )
    form = CorrectionForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
        _correct(request, attempt, form.cleaned_data["mark"], form.cleaned_data["reason"])
        messages.success(request, _("Done. The team sees it with your reason."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:mark", attempt_id)


def _correct(request: SignedIn, attempt: Attempt, mark: int | None, reason: str) -> None:
    user, act = request.user, request.POST.get("act", "")
    if act == "undo":
        latest: MarkCorrection | None = attempt.corrections.last()
        if latest is None:
            raise Refused(_("Only the latest correction can be taken back."))
        corrections.undo(latest, by=user, reason=reason)
    elif act in ("uphold", "reject"):
        objection = get_object_or_404(attempt.objections, pk=request.POST.get("objection", "0"))
        objections.decide(objection, by=user, upheld=act == "uphold", reason=reason, mark=mark)
    elif mark is None:
        raise Refused(_("Write the new mark."))
    else:
        corrections.override(attempt, mark=mark, by=user, reason=reason)
