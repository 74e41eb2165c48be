"""One's own profile, and what people of one cohort see of each other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import acquaintance, doors, sign_in
from ..access import SignedIn, staff_only
from ..forms import EnrolmentForm, ProfileForm
from ..models import Enrolment, Note, User
from ..refusals import Refused


@login_required
def own(request: SignedIn) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        translation.activate(request.user.language)
        messages.success(request, _("Saved."))
        return redirect("people:own")
    context = {
        "form": form,
        "person": request.user,
        "enrolment": acquaintance.latest_enrolment(request.user),
        "ways": sign_in.ways_in(request, request.user),
    }
    return render(request, "people/own.html", context)


@login_required
def profile(request: SignedIn, login: str) -> HttpResponse:
    person = get_object_or_404(acquaintance.seen_by(request.user), login=login)
    enrolment = acquaintance.latest_enrolment(person)
    context: dict[str, object] = {"person": person, "enrolment": enrolment}
    if request.user.role == User.Role.MENTOR:
        context["notes"] = Note.objects.visible_to(request.user).filter(about=person).select_related("by")
    if request.user.is_staff and enrolment:
        context["form"] = EnrolmentForm(enrolment)
        context["changes"] = enrolment.changes.select_related("by")
    return render(request, "people/profile.html", context)


@staff_only
@require_POST
def change_enrolment(request: SignedIn, enrolment_id: int) -> HttpResponse:
    """Freeze, unfreeze, withdraw, graduate or take back, with a reason."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("user", "cohort"), pk=enrolment_id)
    form = EnrolmentForm(enrolment, request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            doors.change(enrolment, form.cleaned_data["action"], by=request.user, reason=reason)
            messages.success(request, _("Saved."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Choose what to change, and say why."))
    return redirect("people:profile", enrolment.user.login)
