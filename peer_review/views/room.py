"""The evaluation room: the sheet, which keeps itself while it is filled, and the pinned work beside it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy import journey
from projects.refusals import Refused

from .. import drafts, evaluations
from ..models import Evaluation
from ..sheet_form import SheetForm
from .access import SignedIn
from .code import can_fill, code, readable


@login_required
def room(request: SignedIn, key: str) -> HttpResponse:
    """Reading opens with the names, the sheet when both sides have met."""
    evaluation = readable(request, key)
    form = _form(evaluation, request)
    if request.method == "POST" and can_fill(evaluation, request):
        if form.is_valid() and not form.doubted and _filled(evaluation, form, request):
            messages.success(request, _("Thank you. The team can read your evaluation now."))
            return redirect(evaluation)
        form.go_on(_keep(evaluation, form, request))
    context = code(evaluation, request) | {"form": form, "sheet": evaluation.asked}
    return render(request, "peer_review/room.html", context)


def _form(evaluation: Evaluation, request: SignedIn) -> SheetForm:
    data = request.POST if request.method == "POST" else None
    written = {"page": drafts.new_page(), "version": evaluation.draft_version}
    return SheetForm(evaluation.asked, data, draft={**evaluation.draft, **written})


def _filled(evaluation: Evaluation, form: SheetForm, request: SignedIn) -> bool:
    """Hand the sheet in; False with the reason on the form when it is refused."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            drafts.check_seen(evaluation, page=form.page, version=form.version)
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


def _keep(evaluation: Evaluation, form: SheetForm, request: SignedIn) -> dict[str, Any]:
    """Keep what was typed; says when, or why not."""
    try:
        version = drafts.keep(
            evaluation, by=request.user, draft=form.typed(), page=form.page, version=form.version
        )
    except drafts.Outdated as refusal:
        return {"page": form.page, "version": form.version, "outdated": str(refusal)}
    except Refused:
        return {"page": form.page, "version": form.version}
    return {"page": form.page, "version": version, "saved_at": timezone.now()}


@login_required
@require_POST
def draft(request: SignedIn, key: str) -> HttpResponse:
    """Called while somebody types. Answers with the time of the last saving, or why nothing was saved."""
    evaluation = readable(request, key)
    kept = _keep(evaluation, _form(evaluation, request), request)
    return render(request, "peer_review/_saved.html", {"evaluation": evaluation, "kept": kept})
