"""Known works that staff let peers evaluate."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people.access import SignedIn, staff_only
from academy.people.models import Cohort
from peer_review import planting, quarters
from peer_review.models import Planted
from projects.models import Attempt
from projects.refusals import Refused

MOST_LISTED = 200


class PlantForm(forms.Form):
    """Which work, and what it is worth."""

    source = forms.ModelChoiceField(
        Attempt.objects.none(), label=gettext_lazy("Known work"), empty_label=gettext_lazy("Choose one")
    )
    known_mark = forms.IntegerField(
        label=gettext_lazy("What it is worth"),
        help_text=gettext_lazy("As two people of the staff have agreed, 0 to 125."),
        min_value=0,
        max_value=planting.BEST_KNOWN,
    )

    def __init__(self, cohort: Cohort, data: QueryDict | None = None):
        super().__init__(data)
        self.fields["source"].queryset = planting.known_works(cohort)  # type: ignore[attr-defined]


@staff_only
def planted(request: SignedIn, slug: str) -> HttpResponse:
    """What is planted, the form for another one, and the times at which one's own can be evaluated."""
    cohort = get_object_or_404(Cohort, slug=slug)
    form = PlantForm(cohort, request.POST if "source" in request.POST else None)
    if request.method == "POST":
        try:
            _act(request, cohort, form)
            return redirect("staff:planted", slug)
        except Refused as refusal:
            messages.error(request, str(refusal))
    rows = Planted.objects.filter(cohort=cohort).select_related("attempt__team__project", "by")
    rows = rows.prefetch_related("attempt__evaluations")
    shown = [(one, _times(request, one), one.attempt.evaluations.all()) for one in rows[:MOST_LISTED]]
    return render(request, "staff/planted.html", {"cohort": cohort, "form": form, "shown": shown})


def _times(request: SignedIn, one: Planted) -> list[tuple[int, object]]:
    """For its presenter, while somebody is still to evaluate it."""
    if one.by != request.user or one.attempt.state != Attempt.State.EVALUATION:
        return []
    return [(quarters.at(start), start) for start in planting.times(one)]


def _act(request: SignedIn, cohort: Cohort, form: PlantForm) -> None:
    if "planted" in request.POST:
        one = get_object_or_404(Planted, pk=request.POST["planted"], cohort=cohort)
        quarter = request.POST.get("quarter", "")
        if not quarter.isdecimal() or len(quarter) > 9:
            raise Refused(_("Choose one of the times on the list."))
        planting.book(one, starts_at=quarters.start(int(quarter)), by=request.user)
        messages.success(request, _("Booked. You present the work as if it were yours."))
    elif form.is_valid():
        given = form.cleaned_data
        planting.plant(given["source"], cohort=cohort, known_mark=given["known_mark"], by=request.user)
        messages.success(request, _("Planted. Book a time for it below."))
    else:
        raise Refused(_("Choose a work and say what it is worth."))
