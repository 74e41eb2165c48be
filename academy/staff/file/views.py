"""The file of a trainee: everything on one line of time, and what staff can do about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from academy.people import acquaintance, act_words, notes
from academy.people.access import SignedIn, staff_only
from academy.people.models import Note, StaffAct, User
from academy.people.refusals import Refused as PeopleRefused
from peer_review import again, points
from projects import experience
from projects.refusals import Refused

from . import timeline, undoing
from .deeds import DEEDS

PER_PAGE = 50
GROUPS = {
    "": gettext_lazy("Everything"),
    "work": gettext_lazy("Work"),
    "evaluations": gettext_lazy("Evaluations"),
    "points": gettext_lazy("Points and XP"),
    "staff": gettext_lazy("Staff"),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, help_text=gettext_lazy("The person reads it.")
    )


def trainees() -> QuerySet[User]:
    """Only who is or was in a cohort has a file."""
    return User.objects.filter(enrolments__isnull=False).distinct()


@staff_only
def file(request: SignedIn, login: str) -> HttpResponse:
    person = get_object_or_404(trainees(), login=login)
    group = request.GET.get("what", "")
    group = group if group in GROUPS else ""
    enrolment = acquaintance.latest_enrolment(person)
    page = Paginator(timeline.index(person, group), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "person": person,
        "enrolment": enrolment,
        "group": group,
        "level": experience.level_of(person, enrolment.cohort if enrolment else None),
        "balance": points.balance(person),
        "deeds": [(name, deed.title) for name, deed in DEEDS.items() if _fits(name, enrolment)],
        "tabs": [
            {"label": label, "url": f"?what={name}" if name else "?", "current": name == group}
            for name, label in GROUPS.items()
        ],
        "page": page,
        "events": timeline.told(person, page),
    }
    with timezone.override(enrolment.cohort.zone if enrolment else None):
        return render(request, "staff/file.html", context)


def _fits(name: str, enrolment: Any) -> bool:
    """Freezing is for the active, ending it for the frozen."""
    needs = {"freeze": "active", "unfreeze": "frozen"}.get(name)
    return needs is None or bool(enrolment and enrolment.state == needs)


@staff_only
@again.when_blocked
def deed(request: SignedIn, login: str, deed: str) -> HttpResponse:
    """The form of one deed, and doing it."""
    person = get_object_or_404(trainees(), login=login)
    if deed not in DEEDS:
        raise Http404
    form = DEEDS[deed](person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            form.do(request.user)
            messages.success(request, _("Done. It stands in the file."))
            return redirect("staff:file", login)
        except (Refused, PeopleRefused) as refusal:
            form.add_error(None, str(refusal))
    return render(request, "staff/deed.html", {"person": person, "form": form})


@staff_only
@again.when_blocked
def undo(request: SignedIn, act_id: int) -> HttpResponse:
    """Undo an act of staff with a reason, or read why it cannot be undone."""
    act = get_object_or_404(StaffAct.objects.select_related("by", "cohort"), pk=act_id)
    first = act.people.first()
    back = reverse("staff:file", args=[first.login]) if first else reverse("staff:cohorts")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undoing.undo(act, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Undone."))
            return redirect(back)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"told": act_words.told(act), "why_not": undoing.why_not(act), "form": form, "back": back}
    return render(request, "staff/undo_act.html", context)


@staff_only
@require_POST
def take_note_back(request: SignedIn, note_id: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.select_related("about"), pk=note_id)
    try:
        notes.take_back(note, by=request.user)
        messages.success(request, _("Taken back. Only staff still read it."))
    except PeopleRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("staff:file", note.about.login)
