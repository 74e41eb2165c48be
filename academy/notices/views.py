"""The bell, the page behind it, and what a person wants to hear by which way."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people.access import SignedIn

from . import inbox
from .forms import SwitchesForm
from .push import sealing

A_PAGE = 30


@login_required
def index(request: SignedIn) -> HttpResponse:
    page = Paginator(inbox.of(request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "unread": inbox.unread(request.user), "now": timezone.now().isoformat()}
    return render(request, "notices/index.html", context)


@login_required
def bell(request: SignedIn) -> HttpResponse:
    """The part of every page's head that follows by itself."""
    return render(request, "components/_bell.html", {"unread_notices": inbox.unread(request.user)})


@login_required
def follow(request: SignedIn, notice_id: int) -> HttpResponse:
    """Where a notice leads. It is read then."""
    notice = get_object_or_404(request.user.notices, pk=notice_id)
    inbox.look_at(notice)
    return redirect(notice.url)


@login_required
@require_POST
def read_all(request: SignedIn) -> HttpResponse:
    """All that stood on the page when it was loaded; what came since stays new."""
    inbox.read(request.user, until=_moment(request.POST.get("until", "")))
    return redirect("notices:index")


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


@login_required
def switches(request: SignedIn) -> HttpResponse:
    form = SwitchesForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("notices:switches")
    context = {"form": form, "push_key": sealing.public_key(), "browsers": request.user.push_targets.all()}
    return render(request, "notices/switches.html", context)
