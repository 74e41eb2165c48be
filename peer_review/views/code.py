"""The pinned work beside the sheet: one file at a time, with the evaluator's remarks on its lines."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from projects import trees
from projects.models import Submission
from projects.refusals import Refused

from .. import pinned_code, remarks
from ..models import Evaluation
from .access import SignedIn, evaluation_to_read, page_or_part


def readable(request: SignedIn, key: str) -> Evaluation:
    """The evaluation, if its work may be read now."""
    evaluation = evaluation_to_read(request.user, key)
    if not (request.user.is_staff or evaluation.revealed(timezone.now())):
        raise Http404
    return evaluation


def can_fill(evaluation: Evaluation, request: SignedIn) -> bool:
    """Whether this person may write on the sheet and the work now; others only read."""
    is_open = evaluation.state == Evaluation.State.BOOKED and evaluation.met_at is not None
    return is_open and evaluation.evaluator_id == request.user.pk


@login_required
@page_or_part
def file(request: SignedIn, key: str) -> HttpResponse:
    """One file of the pinned work, as a part of the room or as a page of its own."""
    return _render(request, readable(request, key))


def _render(request: SignedIn, evaluation: Evaluation) -> HttpResponse:
    template = "peer_review/_code.html" if request.htmx else "peer_review/code.html"
    return render(request, template, code(evaluation, request))


def code(evaluation: Evaluation, request: SignedIn) -> dict[str, Any]:
    """What the part with the code shows: `file` and `line` of the address choose it."""
    submission = _submission(evaluation)
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "project": evaluation.team.project,
        "submission": submission,
        "can_fill": can_fill(evaluation, request),
    }
    try:
        leaves = pinned_code.listing(submission.tree)
        path = request.GET.get("file") or _first(evaluation, leaves)
        shown = pinned_code.read(submission.tree, path)
    except trees.TreeLost:
        return context | {"is_lost": True}
    if shown is None:
        raise Http404
    said = {remark.line: remark for remark in evaluation.remarks.filter(path=path)}
    lines = [(number, line, said.get(number)) for number, line in enumerate(shown.lines, 1)]
    return context | {"leaves": leaves, "shown": shown, "lines": lines, "line": _line(request)}


def _line(request: SignedIn) -> int:
    text = request.GET.get("line", "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _submission(evaluation: Evaluation) -> Submission:
    if evaluation.attempt.submission is None:
        raise Http404
    return evaluation.attempt.submission


def _first(evaluation: Evaluation, leaves: list[trees.Leaf]) -> str:
    """The first file that the project asks for, or simply the first."""
    names = [leaf.path for leaf in leaves]
    return next((name for name in evaluation.team.project.files if name in names), names[0])


@login_required
@require_POST
def remark(request: SignedIn, key: str) -> HttpResponse:
    """Write, change or, left empty, take back a remark on the line of the address."""
    evaluation = readable(request, key)
    path, line = request.GET.get("file", ""), _line(request)
    text = "" if "delete" in request.POST else request.POST.get("text", "")
    try:
        remarks.write(evaluation, by=request.user, path=path, line=line, text=text)
    except Refused as refusal:
        messages.error(request, str(refusal))
    there = reverse("peer_review:file", args=[key]) + "?" + urlencode({"file": path})
    return redirect(f"{there}#L{line}")


@login_required
def archive(request: SignedIn, key: str) -> HttpResponse:
    """The pinned work as a tar, for reading and running it elsewhere."""
    evaluation = readable(request, key)
    submission = _submission(evaluation)
    try:
        content = pinned_code.archive(submission.tree)
    except trees.TreeLost:
        raise Http404 from None
    name = f"{evaluation.team.project.slug}-{submission.short_commit}.tar"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/x-tar", headers=headers)
