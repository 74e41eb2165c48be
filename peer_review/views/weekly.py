"""Times that one offers every week."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people.models import User
from projects.refusals import Refused

from .. import availability
from ..forms import WEEKDAYS, DayForm, WeeklyForm, clock
from ..models import Pattern
from .access import SignedIn


def weekly_times(user: User) -> list[dict[str, object]]:
    """The person's patterns with what a line about each shows, in one query and one for the left out days."""
    patterns = Pattern.objects.filter(user=user).prefetch_related("skips")
    return [
        {
            "pattern": pattern,
            "weekday": dict(WEEKDAYS)[pattern.weekday],
            "begins": clock(pattern.begins),
            "ends": clock(pattern.ends),
            "next": _next(pattern),
            "skipped": [skip.day for skip in pattern.skips.all() if skip.day >= timezone.localdate()],
        }
        for pattern in patterns
    ]


def _next(pattern: Pattern) -> date:
    today = datetime.now(tz=ZoneInfo(pattern.zone)).date()
    return today + timedelta(days=(pattern.weekday - today.weekday()) % 7)


@login_required
@require_POST
def add(request: SignedIn) -> HttpResponse:
    form = WeeklyForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise Refused(_("Choose a day and two times."))
        availability.offer_weekly(request.user, **form.times())

    return _done(request, act, _("You offer this time every week now."))


@login_required
@require_POST
def skip(request: SignedIn, pattern_id: int) -> HttpResponse:
    pattern = get_object_or_404(Pattern, pk=pattern_id, user=request.user)
    form = DayForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise Refused(_("Choose a day."))
        availability.skip(pattern, day=form.cleaned_data["day"])

    return _done(request, act, _("This day is left out."))


@login_required
@require_POST
def end(request: SignedIn, pattern_id: int) -> HttpResponse:
    pattern = get_object_or_404(Pattern, pk=pattern_id, user=request.user)
    return _done(
        request, lambda: availability.take_back(pattern), _("No longer every week. What is booked stays.")
    )


def _done(request: SignedIn, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:slots")
