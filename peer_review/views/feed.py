"""The calendar feed. Its address is the key: calendars cannot sign in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import feed
from ..models import CalendarFeed
from .access import SignedIn


@never_cache
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    feeds = CalendarFeed.objects.select_related("user").filter(user__is_active=True)
    found = get_object_or_404(feeds, secret=secret)
    response = HttpResponse(feed.calendar(found.user), content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_POST
def renew(request: SignedIn) -> HttpResponse:
    feed.renew(request.user)
    messages.success(request, _("Your calendar has a new address; the old one no longer works."))
    return redirect("peer_review:slots")
