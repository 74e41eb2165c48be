"""The evaluation room: the sheet, and the pinned work beside it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy import journey
from projects import trees
from projects.models import Submission
from projects.refusals import Refused

from .. import evaluations, pinned_code
from ..models import Evaluation
from ..sheet_form import SheetForm
from .access import SignedIn, evaluation_to_read, page_or_part


@login_required
def room(request: SignedIn, key: str) -> HttpResponse:
    """Reading opens with the names, the sheet when both sides have met."""
    evaluation = _readable(request, key)
    can_fill = _can_fill(evaluation, request)
    form = _form(evaluation, request)
    if request.method == "POST" and can_fill:
        if form.is_valid() and _filled(evaluation, form, request):
            messages.success(request, _("Thank you. The team can read your evaluation now."))
            return redirect(evaluation)
        _keep_draft(evaluation, form, request)
    context = _code(evaluation, request) | {
        "form": form,
        "can_fill": can_fill,
        "sheet": evaluation.sheet.sheet,
    }
    return render(request, "peer_review/room.html", context)


def _readable(request: SignedIn, key: str) -> Evaluation:
    evaluation = evaluation_to_read(request.user, key)
    if not (request.user.is_staff or evaluation.revealed(timezone.now())):
        raise Http404
    return evaluation


def _can_fill(evaluation: Evaluation, request: SignedIn) -> bool:
    """Whether this person may write on the sheet now; others only read it."""
    is_open = evaluation.state == Evaluation.State.BOOKED and evaluation.met_at is not None
    return is_open and evaluation.evaluator_id == request.user.pk


def _form(evaluation: Evaluation, request: SignedIn) -> SheetForm:
    data = request.POST if request.method == "POST" else None
    return SheetForm(evaluation.sheet.sheet, data, draft=evaluation.draft)


def _filled(evaluation: Evaluation, form: SheetForm, request: SignedIn) -> bool:
    """Hand the sheet in; False with the reason on the form when it is refused."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            if given.get("concern"):
                evaluations.tell_staff(evaluation, by=request.user, concern=given["concern"])
            journey.fill(
                evaluation,
                by=request.user,
                answers=form.answers(),
                flag=given["flag"],
                comment=given["comment"],
            )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _keep_draft(evaluation: Evaluation, form: SheetForm, request: SignedIn) -> bool:
    try:
        evaluations.keep_draft(evaluation, by=request.user, draft=form.typed())
    except Refused:
        return False
    return True


@login_required
@require_POST
def draft(request: SignedIn, key: str) -> HttpResponse:
    """Called while somebody types. Answers with the time of the last saving."""
    evaluation = _readable(request, key)
    kept = _keep_draft(evaluation, _form(evaluation, request), request)
    return render(request, "peer_review/_saved.html", {"saved_at": timezone.now() if kept else None})


@login_required
@page_or_part
def file(request: SignedIn, key: str) -> HttpResponse:
    """One file of the pinned work, as a part of the room or as a page of its own."""
    template = "peer_review/_code.html" if request.htmx else "peer_review/code.html"
    return render(request, template, _code(_readable(request, key), request))


def _code(evaluation: Evaluation, request: SignedIn) -> dict[str, Any]:
    submission = _submission(evaluation)
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "project": evaluation.team.project,
        "submission": submission,
    }
    try:
        leaves = pinned_code.listing(submission.tree)
        shown = pinned_code.read(submission.tree, request.GET.get("file") or _first(evaluation, leaves))
    except trees.TreeLost:
        return context | {"is_lost": True}
    if shown is None:
        raise Http404
    return context | {"leaves": leaves, "shown": shown}


def _submission(evaluation: Evaluation) -> Submission:
    if evaluation.attempt.submission is None:
        raise Http404
    return evaluation.attempt.submission


def _first(evaluation: Evaluation, leaves: list[trees.Leaf]) -> str:
    """The first file that the project asks for, or simply the first."""
    names = [leaf.path for leaf in leaves]
    return next((name for name in evaluation.team.project.files if name in names), names[0])


@login_required
def archive(request: SignedIn, key: str) -> HttpResponse:
    """The pinned work as a tar, for reading and running it elsewhere."""
    evaluation = _readable(request, key)
    submission = _submission(evaluation)
    try:
        content = pinned_code.archive(submission.tree)
    except trees.TreeLost:
        raise Http404 from None
    name = f"{evaluation.team.project.slug}-{submission.short_commit}.tar"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/x-tar", headers=headers)
