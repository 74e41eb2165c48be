"""Staff invite people: one by one, or a whole cohort from a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .. import invitations, post
from ..access import SignedIn, staff_only, used_second_factor
from ..invitation_forms import ConfirmForm, FilterForm, InvitationForm, UploadForm
from ..models import Cohort, Invitation, User
from ..refusals import Refused
from ..roster_rows import Row, plan

PAGE = 50


@staff_only
def index(request: SignedIn) -> HttpResponse:
    form = FilterForm(request.GET)
    related = Invitation.objects.select_related("cohort", "school_class", "invited_by", "accepted_by")
    page = Paginator(form.narrow(related), PAGE).get_page(request.GET.get("page"))
    entries = [(each, post.link_of(each) if each.is_open else "") for each in page]
    return render(request, "people/invitations.html", {"form": form, "page": page, "entries": entries})


@staff_only
def single(request: SignedIn) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refusal = _invite(request, form.rows, cohort=form.cleaned_data["cohort"])
        if not refusal:
            return redirect("people:invitations")
        form.add_error(None, refusal)
    return render(request, "people/invite.html", {"form": form})


@staff_only
def upload(request: SignedIn) -> HttpResponse:
    """Take a file and show what would happen."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return _preview(request, form.rows, cohort=form.cleaned_data["cohort"], text=form.text)
    return render(request, "people/upload.html", {"form": form, "cohorts": Cohort.objects.exists()})


@staff_only
@require_POST
def confirm(request: SignedIn) -> HttpResponse:
    """Invite everybody on the list that was shown, or show it again with what has changed since."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("people:upload-invitations")
    cohort, text = form.cleaned_data["cohort"], form.cleaned_data["text"]
    refusal = _invite(request, form.rows, cohort=cohort)
    if refusal:
        return _preview(request, form.rows, cohort=cohort, text=text, refusal=refusal)
    return redirect("people:invitations")


def _preview(
    request: SignedIn, rows: list[Row], *, cohort: Cohort, text: str, refusal: str = ""
) -> HttpResponse:
    """The lines with problems alone, if there are any: they would be lost among the others."""
    told = plan(rows)
    shown = [row for row in rows if row.problems] or rows
    context = {"cohort": cohort, "text": text, "rows": rows, "shown": shown, "plan": told, "refusal": refusal}
    return render(request, "people/upload_preview.html", context)


def _invite(request: SignedIn, rows: list[Row], *, cohort: Cohort | None) -> str:
    """Why it was not possible, in a sentence; nothing when all are invited."""
    # Who can make staff can do everything; a stolen password must not be enough for that.
    if any(row.role != User.Role.TRAINEE for row in rows) and not used_second_factor(request):
        return _("To invite staff or mentors, sign in with your passkey or authenticator app.")
    try:
        made = invitations.invite(rows, cohort=cohort, by=request.user)
    except Refused as refusal:
        return str(refusal)
    text = ngettext("%(count)d person is invited.", "%(count)d people are invited.", len(made))
    messages.success(request, text % {"count": len(made)})
    return ""


@staff_only
@require_POST
def resend(request: SignedIn, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    try:
        invitations.resend(invitation, by=request.user)
        messages.success(request, _("The invitation goes to %(email)s again.") % {"email": invitation.email})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people:invitations")


@staff_only
def withdraw(request: SignedIn, invitation_id: int) -> HttpResponse:
    """Asks once more, unless the page's own dialog already has."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    if request.method != "POST":
        return render(request, "people/withdraw_invitation.html", {"invitation": invitation})
    try:
        invitations.withdraw(invitation, by=request.user)
        messages.success(
            request, _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email}
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people:invitations")
