"""The calendar of one's own slots."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from projects.refusals import Refused

from .. import quarters, slots, timetable
from ..forms import QuartersForm, SpanForm
from .access import SignedIn


@login_required
def calendar(request: SignedIn) -> HttpResponse:
    template = "peer_review/_week.html" if request.htmx else "peer_review/slots.html"
    return render(request, template, _calendar(request))


def _calendar(request: SignedIn) -> dict[str, Any]:
    day, all_hours = _day(request.GET.get("day", "")), "all" in request.GET
    return {
        "week": timetable.week(request.user, around=day, all_hours=all_hours),
        "form": SpanForm(initial={"day": max(day, timezone.localdate())}),
    }


def _day(text: str) -> date:
    """The day asked for, today if that makes no sense."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    far = abs((asked - timezone.localdate()).days) > 3660
    return timezone.localdate() if far else asked


@login_required
@require_POST
def offer(request: SignedIn) -> HttpResponse:
    """Offer what is chosen on the calendar, or written in the form below it."""
    if "begins" not in request.POST:
        return _change(request, lambda: slots.offer(request.user, wanted=_chosen(request)), _opened)
    form = SpanForm(request.POST)
    if not form.is_valid():
        return render(request, "peer_review/slots.html", _calendar(request) | {"form": form})
    begins, ends = form.span()
    return _change(request, lambda: slots.open(request.user, begins, ends), _opened, day=begins.date())


@login_required
@require_POST
def take_back(request: SignedIn) -> HttpResponse:
    return _change(request, lambda: slots.take_back(request.user, unwanted=_chosen(request)), _closed)


def _chosen(request: SignedIn) -> Collection[int]:
    now = quarters.at(timezone.now())
    form = QuartersForm(request.POST, allowed=range(now, now + 15 * 24 * 4))
    if not form.is_valid():
        raise Refused(_("Some of this time has passed. Choose again."))
    return sorted(form.cleaned_data["quarter"])


def _change(
    request: SignedIn, change: Callable[[], int], told: Callable[[int], str], day: date | None = None
) -> HttpResponse:
    try:
        messages.success(request, told(change()))
    except Refused as refusal:
        messages.error(request, str(refusal))
    day = day or _day(request.POST.get("day", ""))
    night = "&all=" if "all" in request.POST else ""
    return redirect(f"{reverse('peer_review:slots')}?day={day.isoformat()}{night}")


def _opened(count: int) -> str:
    if not count:
        return _("You offer this time already.")
    return _("Offered: %(hours)s h.") % {"hours": _hours(count)}


def _closed(count: int) -> str:
    return _("Taken back: %(hours)s h.") % {"hours": _hours(count)}


def _hours(count: int) -> str:
    return f"{count * quarters.MINUTES / 60:g}"
