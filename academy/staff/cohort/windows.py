"""When exams, rushes and hackathons are open for a cohort, and who is where in an exam."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people.access import SignedIn, staff_only
from academy.people.models import Cohort
from projects import windows
from projects.models import Project, Sitting, Window
from projects.refusals import Refused


class ProjectChoice(forms.ModelChoiceField):
    def label_from_instance(self, project: Any) -> str:
        return str(project.title)


class Moment(forms.DateTimeField):
    """A day and a time in the zone of the cohort."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class WindowForm(forms.Form):
    project = ProjectChoice(
        Project.objects.none(), label=gettext_lazy("Project"), empty_label=gettext_lazy("Choose one")
    )
    opens_at = Moment(label=gettext_lazy("Opens"))
    closes_at = Moment(label=gettext_lazy("Closes"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = Project.objects.filter(retired=False)
        timed = rows.filter(exam__isnull=False) | rows.filter(window_hours__isnull=False)
        self.fields["project"].queryset = timed  # type: ignore[attr-defined]


@staff_only
def page(request: SignedIn, slug: str) -> HttpResponse:
    """The windows of a cohort, and the form for another one."""
    cohort = get_object_or_404(Cohort, slug=slug)
    with timezone.override(cohort.zone):
        form = WindowForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and _set(request, cohort, form):
            return redirect("staff:windows", slug)
        rows = Window.objects.filter(cohort=cohort).select_related("project")
        return render(request, "staff/windows.html", {"cohort": cohort, "form": form, "windows": rows})


def _set(request: SignedIn, cohort: Cohort, form: WindowForm) -> bool:
    given = form.cleaned_data
    times = {name: given[name] for name in ("opens_at", "closes_at")}
    try:
        windows.set_window(given["project"], cohort, by=request.user, **times)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Set."))
    return True


class CloseForm(forms.Form):
    """Another end, for everybody of the cohort."""

    closes_at = Moment(label=gettext_lazy("Closes"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


@staff_only
def move(request: SignedIn, window_id: int) -> HttpResponse:
    """Extend a window, or close it earlier."""
    one = get_object_or_404(Window.objects.select_related("project", "cohort"), pk=window_id)
    with timezone.override(one.cohort.zone):
        form = CloseForm(request.POST or None, initial={"closes_at": one.closes_at})
        if request.method == "POST" and form.is_valid():
            try:
                windows.move_close(one, by=request.user, **form.cleaned_data)
                messages.success(request, _("Set."))
                return redirect("staff:window", window_id)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        return render(request, "staff/move_window.html", {"window": one, "form": form})


@staff_only
def window(request: SignedIn, window_id: int) -> HttpResponse:
    """Who is where in the exam of one window."""
    rows = Window.objects.select_related("project", "cohort")
    one = get_object_or_404(rows, pk=window_id)
    sittings = (
        one.sittings.select_related("user", "attempt").prefetch_related("steps").order_by("user__login")
    )
    with timezone.override(one.cohort.zone):
        lines = [_line(sitting) for sitting in sittings]
        template = "staff/_window.html" if request.headers.get("HX-Request") else "staff/window.html"
        return render(request, template, {"window": one, "lines": lines})


def _line(sitting: Sitting) -> dict[str, Any]:
    steps = list(sitting.steps.all())
    now = next((step for step in steps if step.passed_at is None), None)
    over = bool(sitting.ended_at) or sitting.ends_at <= timezone.now() or now is None
    return {
        "sitting": sitting,
        "passed": sum(step.passed_at is not None for step in steps),
        "now": None if over else now,
        "failures": sum(step.failures for step in steps),
        "score": sum(step.marks for step in steps if step.passed_at),
        "over": over,
    }
