"""Playing rules through before a cohort opens."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people.access import SignedIn, staff_only
from academy.people.models import Cohort
from academy.rehearsal import order, told
from academy.rehearsal.drawn import Picture
from academy.rehearsal.models import Rehearsal
from peer_review.models import MarketSettings
from peer_review.models.ranges import RANGES
from projects.refusals import Refused

from .figures import in_words

SHOWN = 5


class RehearsalForm(forms.Form):
    """Up to three rules that differ; none: 42's plain rule is played beside the cohort's.

    The page of the rules lets any number of them differ.
    """

    people = forms.IntegerField(label=gettext_lazy("People"), min_value=10, max_value=400, initial=180)
    days = forms.IntegerField(label=gettext_lazy("Length in days"), min_value=1, max_value=400, initial=154)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {field.name: field.verbose_name for field in MarketSettings._meta.fields}
        choices = [
            ("", "–"),
            *sorted(((name, labels[name]) for name in RANGES), key=lambda pair: str(pair[1])),
        ]
        for number in (1, 2, 3):
            self.fields[f"rule_{number}"] = forms.ChoiceField(
                label=_("Rule to change"), choices=choices, required=False
            )
            self.fields[f"value_{number}"] = forms.IntegerField(label=_("Its value"), required=False)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each rule with its value, so that a page keeps them side by side."""
        return [(self[f"rule_{number}"], self[f"value_{number}"]) for number in (1, 2, 3)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in (1, 2, 3):
            name, value = data.get(f"rule_{number}"), data.get(f"value_{number}")
            if not name:
                continue
            low, high = RANGES[name]
            if value is None or not low <= value <= high:
                text = _("Give a number from %(low)d to %(high)d.")
                self.add_error(f"value_{number}", text % {"low": low, "high": high})
        return data

    def changes(self) -> dict[str, int]:
        pairs = ((self.cleaned_data[f"rule_{n}"], self.cleaned_data[f"value_{n}"]) for n in (1, 2, 3))
        return {name: value for name, value in pairs if name}


@staff_only
def rehearsals(request: SignedIn, slug: str) -> HttpResponse:
    """The newest rehearsals, and a form for the next one."""
    cohort = get_object_or_404(Cohort, slug=slug)
    form = RehearsalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            order.order(
                cohort,
                changes=form.changes(),
                people=data["people"],
                days=data["days"],
                by=request.user,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("staff:rehearsals", slug)
    return render(request, "staff/rehearsals.html", {"cohort": cohort, "form": form, **_shown(cohort)})


@staff_only
def live(request: SignedIn, slug: str) -> HttpResponse:
    """The part that changes by itself."""
    cohort = get_object_or_404(Cohort, slug=slug)
    return render(request, "staff/_rehearsals.html", {"cohort": cohort, **_shown(cohort)})


def _shown(cohort: Cohort) -> dict[str, Any]:
    rows = [_told(rehearsal) for rehearsal in cohort.rehearsals.select_related("asked_by")[:SHOWN]]
    return {"rehearsals": rows, "under_way": any(row["rehearsal"].is_under_way for row in rows)}


def _told(rehearsal: Rehearsal) -> dict[str, Any]:
    labels = {field.name: field.verbose_name for field in MarketSettings._meta.fields}
    results = rehearsal.results or []
    names = [_("The rules as they are"), _("With the changes") if rehearsal.changes else _("42's rule")]
    return {
        "rehearsal": rehearsal,
        "changes": [(labels.get(name, name), in_words(value)) for name, value in rehearsal.changes.items()],
        "names": names,
        "lines": [(line.label, [line.value(result) for result in results]) for line in told.LINES],
        "picture": Picture(names, results),
    }
