"""The calendar of one's own slots."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
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

from .. import feed, habits, quarters, slots, timetable
from ..forms import QuartersForm, SpanForm, WeeklyForm
from .access import SignedIn
from .weekly import weekly_times

PROPOSED = 4  # half hours


@login_required
def calendar(request: SignedIn) -> HttpResponse:
    return render(request, "peer_review/slots.html", _calendar(request))


def _calendar(request: SignedIn, chosen: Collection[int] | None = None) -> dict[str, Any]:
    asked = request.POST or request.GET
    day = _day(asked.get("day", ""))
    return {
        "week": timetable.week(request.user, around=day, all_hours="all" in asked, chosen=chosen),
        "weekly": weekly_times(request.user),
        "weekly_form": WeeklyForm(
            initial={"zone": timezone.get_current_timezone_name(), "weekday": day.weekday()}
        ),
        "feed_address": request.build_absolute_uri(
            reverse("peer_review:feed", args=[feed.of(request.user).secret])
        ),
        "usual": [_ends(run) for run in _joined(_usual(request))],
        "zone": timezone.get_current_timezone_name(),
        "form": SpanForm(initial={"day": max(day, timezone.localdate())}),
    }


def _usual(request: SignedIn) -> list[range]:
    """A few times in the next two days that this person is used to offer, to be opened with one click."""
    if request.cohort is None:
        return []
    now = timezone.now()
    within = range(slots.window(now).start, quarters.at(now + timedelta(days=2)))
    return habits.usual_times(
        request.user, window=within, length=slots.SHORTEST, count=PROPOSED, zone=request.cohort.zone
    )


def _joined(runs: Iterable[range]) -> list[range]:
    """Runs in the order of time; those that touch are told as one."""
    joined: list[range] = []
    for run in runs:
        if joined and joined[-1].stop == run.start:
            joined[-1] = range(joined[-1].start, run.stop)
        else:
            joined.append(run)
    return joined


def _ends(run: range) -> tuple[datetime, datetime]:
    return timezone.localtime(quarters.start(run.start)), timezone.localtime(quarters.start(run.stop))


@login_required
@require_POST
def open_usual(request: SignedIn) -> HttpResponse:
    """Open the proposed times, as they are now."""
    wanted = {quarter for run in _usual(request) for quarter in run}
    try:
        _tell(request, *slots.change(request.user, wanted=wanted))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:slots")


def _day(text: str) -> date:
    """The day asked for, or the first with time to open if it makes no sense: late on a Sunday, tomorrow."""
    soonest = _ends(slots.window(timezone.now()))[0].date()
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return soonest
    return soonest if abs((asked - soonest).days) > 3660 else asked


@login_required
@require_POST
def save(request: SignedIn) -> HttpResponse:
    """Make the chosen quarters the open ones, as far as the page has shown them."""
    form = QuartersForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This calendar has grown old. Choose again."))
        return _back(request, _day(request.POST.get("day", "")))
    chosen, shown = set(form.cleaned_data["slot"]), set(form.cleaned_data["was_open"])
    try:
        _tell(request, *slots.change(request.user, wanted=chosen - shown, unwanted=shown - chosen))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return render(request, "peer_review/slots.html", _calendar(request, chosen))
    return _back(request, _day(request.POST.get("day", "")))


@login_required
@require_POST
def offer(request: SignedIn) -> HttpResponse:
    """Offer a span of time that is written instead of drawn."""
    form = SpanForm(request.POST)
    if not form.is_valid():
        return render(request, "peer_review/slots.html", _calendar(request) | {"form": form})
    begins, ends = form.span()
    try:
        _tell(request, slots.open(request.user, begins, ends), 0)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return render(request, "peer_review/slots.html", _calendar(request) | {"form": form})
    return _back(request, begins.date())


def _tell(request: SignedIn, opened: int, closed: int) -> None:
    if opened:
        messages.success(request, _("Opened: %(time)s.") % {"time": _long(opened)})
    if closed:
        messages.success(request, _("Taken back: %(time)s.") % {"time": _long(closed)})
    if not opened and not closed:
        messages.info(request, _("Nothing has changed."))


def _long(count: int) -> str:
    """So many quarters, as the calendar tells them while one draws."""
    hours, minutes = divmod(count * quarters.MINUTES, 60)
    told = [_("%(hours)d h") % {"hours": hours}] if hours else []
    return " ".join([*told, *([_("%(minutes)d min") % {"minutes": minutes}] if minutes else [])])


def _back(request: SignedIn, day: date) -> HttpResponse:
    night = "&all=" if "all" in request.POST else ""
    return redirect(f"{reverse('peer_review:slots')}?day={day.isoformat()}{night}")
