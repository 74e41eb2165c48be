"""How often one person may use a door.

Since the academy chooses the evaluator, a fast hand gains nothing;
this keeps it from costing the others anything.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..market_settings import settings_of
from ..models import MarketSettings
from .access import SignedIn

MINUTE = 60  # seconds
View = Callable[..., HttpResponse]


def seconds_to_wait(door: str, who: int | str, *, most: int, per: int) -> int:
    """0 if this visit of a person or an address is within `most` in `per` seconds; else how long to wait."""
    now = int(timezone.now().timestamp())
    key = f"throttle:{door}:{who}:{now // per}"
    cache.add(key, 0, timeout=per)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return 0
    return 0 if count <= most else per - now % per


def limited(door: str, *, rule: str) -> Callable[[View], View]:
    """For a signed-in view: beyond the cohort's limit a page that says when to come again (429).

    `rule` is the field of the market settings that says how often a minute.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
            rules = settings_of(request.cohort) if request.cohort else MarketSettings()
            wait = seconds_to_wait(door, request.user.pk, most=getattr(rules, rule), per=MINUTE)
            if not wait:
                return view(request, *args, **kwargs)
            response = render(request, "peer_review/too_often.html", {"seconds": wait}, status=429)
            response["Retry-After"] = str(wait)
            return response

        return guarded

    return decorate
