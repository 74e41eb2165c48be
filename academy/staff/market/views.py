"""Pages about the market of a cohort: its figures, its rules, and what staff give, take and undo."""

from collections.abc import Iterator
from copy import copy
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people.access import SignedIn, staff_only
from academy.people.models import Cohort, User
from academy.rehearsal import order
from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.scripts import rules_of
from peer_review import again, alarms, gifts, market_settings, sales, weekly
from peer_review.economy import economy_of
from peer_review.models import MarketSettings, SettingsChange
from projects.refusals import Refused

from . import figures
from .figures import in_words
from .forms import GrantForm, RulesForm, UndoForm

CHANGES_SHOWN = 20
FIELDS = {field.name: field for field in MarketSettings._meta.fields}


@staff_only
def economy(request: SignedIn, slug: str) -> HttpResponse:
    """How the market of a cohort is doing."""
    cohort = get_object_or_404(Cohort, slug=slug)
    context = {
        "cohort": cohort,
        "sale": sales.running(cohort),
        "alarms": alarms.open_ones(cohort),
        "acts": cohort.weekly_acts.all()[:8],
        "form": GrantForm(initial={"request": uuid4().hex}),
        **figures.of(cohort),
    }
    return render(request, "staff/economy.html", context)


@staff_only
@require_POST
@again.when_blocked
def grant(request: SignedIn, slug: str) -> HttpResponse:
    """Give points to somebody, or take some."""
    cohort, form = get_object_or_404(Cohort, slug=slug), GrantForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose a person, a number of points and a reason."))
        values = dict(form.cleaned_data)
        person = User.objects.filter(login=values.pop("login")).first()
        if person is None:
            raise Refused(_("Nobody has this login."))
        gifts.grant(person, cohort=cohort, by=request.user, **values)
        messages.success(request, _("Done. The person reads your reason beside the points."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("staff:economy", slug)


@staff_only
@again.when_blocked
def undo(request: SignedIn, slug: str, entry_id: int) -> HttpResponse:
    """Ask for the reason, then undo."""
    cohort = get_object_or_404(Cohort, slug=slug)
    entry = get_object_or_404(figures.undoable(cohort), pk=entry_id)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gifts.undo(entry, cohort=cohort, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Undone."))
        return redirect("staff:economy", slug)
    return render(request, "staff/undo.html", {"cohort": cohort, "entry": entry, "form": form})


@staff_only
@again.when_blocked
def rules(request: SignedIn, slug: str) -> HttpResponse:
    """The rules of the market and their history; changing them needs a reason, trying them out does not."""
    cohort = get_object_or_404(Cohort, slug=slug)
    # A copy: the form writes into it what is only being tried.
    form = RulesForm(request.POST or None, instance=copy(market_settings.settings_of(cohort)))
    form.fields["reason"].required = not {"try", "rehearse"} & request.POST.keys()
    forecast = None
    if request.method == "POST" and form.is_valid():
        if "rehearse" in request.POST:
            return _rehearse(request, cohort, form)
        if "try" not in request.POST:
            return _change(request, cohort, form)
        forecast = _forecast(cohort, form.instance)
    history = SettingsChange.objects.filter(market__cohort=cohort).select_related("by")[:CHANGES_SHOWN]
    context: dict[str, Any] = {"cohort": cohort, "form": form, "forecast": forecast}
    context["history"] = [(change, list(told(change))) for change in history]
    return render(request, "staff/rules.html", context)


def _change(request: SignedIn, cohort: Cohort, form: RulesForm) -> HttpResponse:
    reason = form.cleaned_data["reason"]
    if market_settings.change(cohort, values=form.values(), by=request.user, reason=reason):
        messages.success(request, _("The rules have changed."))
    else:
        messages.info(request, _("Nothing is different."))
    return redirect("staff:rules", cohort.slug)


def _rehearse(request: SignedIn, cohort: Cohort, form: RulesForm) -> HttpResponse:
    """Let simulated trainees live by what was typed, beside the rules as they are. Nothing is saved."""
    known = rules_of(cohort)
    changes = {name: value for name, value in form.values().items() if known.get(name, value) != value}
    if not changes:
        messages.info(request, _("Nothing is different."))
        return redirect("staff:rules", cohort.slug)
    try:
        order.order(cohort, changes=changes, people=Behaviour.people, days=Behaviour.days, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("staff:rehearsals", cohort.slug)


def _forecast(cohort: Cohort, tried: MarketSettings) -> dict[str, Any]:
    """What the next weekly act would do now and under other rules. Nothing is written."""
    found = economy_of(cohort, timezone.now())
    now, then = weekly.plan(found, market_settings.settings_of(cohort)), weekly.plan(found, tried)
    lines = [
        (words, before, after)
        for (words, before), (_words, after) in zip(
            figures.plan_in_words(now), figures.plan_in_words(then), strict=True
        )
    ]
    return {"lines": lines, "absurd": weekly.absurd(then, tried)}


def told(change: SettingsChange) -> Iterator[dict[str, Any]]:
    """What changed, in the words of the fields."""
    for name, (before, after) in change.values.items():
        yield {"label": FIELDS[name].verbose_name, "before": in_words(before), "after": in_words(after)}
