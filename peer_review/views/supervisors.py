"""The page behind a supervisor's link, and the form with which staff send one."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from academy import journey
from academy.people.access import client_address
from projects.models import Attempt
from projects.refusals import Refused

from .. import supervisors
from ..models import SupervisorSheet
from ..sheet_file import Sheet
from .access import SignedIn


class InvitationForm(forms.Form):
    name = forms.CharField(max_length=80)
    email = forms.EmailField()


@login_required
@require_POST
def invite_supervisor(request: SignedIn, attempt_id: int) -> HttpResponse:
    rows = Attempt.objects.select_related("team__project")
    attempt = get_object_or_404(rows if request.user.is_staff else rows.none(), pk=attempt_id)
    form = InvitationForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Write a name and an address."))
        supervisors.invite(attempt, by=request.user, **form.cleaned_data)
        messages.success(request, _("The link is on its way."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:mark", attempt_id)


@never_cache
def supervisor(request: HttpRequest, secret: str) -> HttpResponse:
    """Fill the sheet of a link. A link that is used, old or wrong says so, and not which of the three."""
    try:
        sheet = supervisors.find(secret, address=client_address(request))
    except Refused as refusal:
        return render(request, "peer_review/supervisor.html", {"refusal": str(refusal)}, status=429)
    if sheet is None:
        return render(request, "peer_review/supervisor.html", {})
    why = ""
    if request.method == "POST":
        try:
            journey.supervise(
                sheet, answers=_answers(request, sheet), comment=request.POST.get("comment", "")
            )
            return render(request, "peer_review/supervisor.html", {"done": True})
        except Refused as refused:
            why = str(refused)
    return render(request, "peer_review/supervisor.html", _context(request, sheet) | {"refusal": why})


def _answers(request: HttpRequest, sheet: SupervisorSheet) -> dict[str, int]:
    names = [question.name for question in Sheet.model_validate(sheet.content).questions()]
    sent = {name: request.POST.get(f"q-{name}", "") for name in names}
    return {name: int(value) for name, value in sent.items() if value.isdecimal() and len(value) < 4}


def _context(request: HttpRequest, sheet: SupervisorSheet) -> dict[str, object]:
    asked, language = Sheet.model_validate(sheet.content), get_language() or "ko"
    questions = [
        {
            "name": f"q-{question.name}",
            "title": question.title.in_language(language),
            "text": question.text.in_language(language),
            "value": request.POST.get(f"q-{question.name}", ""),
        }
        for question in asked.questions()
    ]
    return {
        "sheet": sheet,
        "team": sheet.attempt.team,
        "project": sheet.attempt.team.project,
        "introduction": asked.introduction.in_language(language),
        "guidelines": asked.guidelines.in_language(language),
        "questions": questions,
        "comment": request.POST.get("comment", ""),
    }
