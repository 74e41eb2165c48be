"""The attention list: who, why, since when, what was done; and the next step."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people import acts
from academy.people.access import SignedIn, staff_only
from academy.people.models import Cohort
from academy.people.refusals import Refused

from ..models import AttentionRules, Step
from . import matters, nudges, steps, watch
from .narrowing import Asked

PER_PAGE, FAULTS_SHOWN = 30, 6


class StepForm(forms.Form):
    """What to do about one alarm."""

    kind = forms.ChoiceField(label=gettext_lazy("Step"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "The message itself, what you note, what was said, or why it is a freeze or a false alarm."
        ),
    )
    held_on = forms.DateField(
        label=gettext_lazy("Day of the talk"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, matter: steps.Matter, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ways = [kind for kind in (matter.next, Step.Kind.DISMISSED) if kind]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in ways]  # type: ignore[attr-defined]
        self.fields["kind"].initial = ways[0]
        if matter.next != Step.Kind.TALK:
            del self.fields["held_on"]
        if matter.next == Step.Kind.NUDGE:
            finding = matter.finding
            self.fields["text"].initial = nudges.proposed(finding.enrolment.user, finding.rule)


class RulesForm(forms.ModelForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    class Meta:
        model = AttentionRules
        fields = (
            *("quiet_days", "unseen_days", "giving_days", "most_tries"),
            *("pace_percent", "pace_days", "patience_days"),
        )


@staff_only
def page(request: SignedIn, slug: str) -> HttpResponse:
    """Everybody who needs attention, and how often each rule was right."""
    cohort = get_object_or_404(Cohort.objects.prefetch_related("classes"), slug=slug)
    found, asked = steps.matters(cohort), Asked.of(request.GET)
    wanted = [one for one in found if asked.fits(one)]
    faults = matters.of(cohort)
    context = {
        "cohort": cohort,
        "asked": asked,
        "tabs": asked.tabs(found),
        "page": Paginator(wanted, PER_PAGE).get_page(request.GET.get("page")),
        "faults_count": len(faults),
        "faults": faults[:FAULTS_SHOWN],
        "more_faults": faults[FAULTS_SHOWN:],
        "precision": steps.precision(cohort),
        "rules": watch.rules_of(cohort),
    }
    return render(request, "staff/attention.html", context)


@staff_only
def step(request: SignedIn, slug: str, enrolment_id: int, rule: str) -> HttpResponse:
    """The next step about one alarm, or its dismissal."""
    cohort = get_object_or_404(Cohort, slug=slug)
    matter = _matter(cohort, enrolment_id, rule)
    form = StepForm(matter, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kind = Step.Kind(given["kind"])
            steps.take(matter, kind, by=request.user, text=given["text"], held_on=given.get("held_on"))
            messages.success(request, _("Done. It stands in the file."))
            return redirect("staff:attention", slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "staff/step.html", {"cohort": cohort, "matter": matter, "form": form})


def _matter(cohort: Cohort, enrolment_id: int, rule: str) -> steps.Matter:
    for matter in steps.matters(cohort):
        if (matter.finding.enrolment.pk, matter.finding.rule) == (enrolment_id, rule):
            return matter
    raise Http404


@staff_only
def rules(request: SignedIn, slug: str) -> HttpResponse:
    """From when on somebody is on the list."""
    cohort = get_object_or_404(Cohort, slug=slug)
    known = watch.rules_of(cohort)
    before = {name: getattr(known, name) for name in RulesForm.Meta.fields}
    form = RulesForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        _change(form, cohort, before=before, request=request)
        return redirect("staff:attention", slug)
    return render(request, "staff/attention_rules.html", {"cohort": cohort, "form": form})


@transaction.atomic
def _change(form: RulesForm, cohort: Cohort, *, before: dict[str, int], request: SignedIn) -> None:
    saved = form.save()
    changed = {name for name, was in before.items() if getattr(saved, name) != was}
    if changed:
        acts.write(
            acts.Kind.ATTENTION,
            by=request.user,
            cohort=cohort,
            reason=form.cleaned_data["reason"],
            before={name: before[name] for name in changed},
            after={name: getattr(saved, name) for name in changed},
        )
        messages.success(request, _("The rules have changed."))
    else:
        messages.info(request, _("Nothing is different."))
