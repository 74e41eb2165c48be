"""Pages about the market of a cohort: its rules."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.people.access import SignedIn, staff_only
from academy.people.models import Cohort
from peer_review import market_settings
from peer_review.models import MarketSettings, SettingsChange

from .market_forms import RulesForm

CHANGES_SHOWN = 20
FIELDS = {field.name: field for field in MarketSettings._meta.fields}


@staff_only
def rules(request: SignedIn, slug: str) -> HttpResponse:
    """The rules of the market and their history; changing them needs a reason."""
    cohort = get_object_or_404(Cohort, slug=slug)
    market = market_settings.settings_of(cohort)
    form = RulesForm(request.POST or None, instance=market)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if market_settings.change(cohort, values=form.values(), by=request.user, reason=reason):
            messages.success(request, _("The rules have changed."))
        else:
            messages.info(request, _("Nothing is different."))
        return redirect("staff:rules", slug)
    history = market.changes.select_related("by")[:CHANGES_SHOWN]
    context = {
        "cohort": cohort,
        "form": form,
        "history": [(change, list(told(change))) for change in history],
    }
    return render(request, "staff/rules.html", context)


def told(change: SettingsChange) -> Iterator[dict[str, Any]]:
    """What changed, in the words of the fields."""
    for name, (before, after) in change.values.items():
        yield {"label": FIELDS[name].verbose_name, "before": _shown(before), "after": _shown(after)}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return "–" if value is None else str(value)
