"""Where a browser says that it wants to be pushed to, and no longer."""

from pathlib import Path

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from academy.people.access import SignedIn
from academy.people.refusals import Refused

from . import browsers, sealing


@csp({"default-src": [NONE]})
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows what is pushed. It stands at the root, or it could not open the site's pages."""
    path = finders.find("push-worker.js") if sealing.public_key() else None
    if path is None:
        raise Http404
    return HttpResponse(Path(str(path)).read_bytes(), content_type="text/javascript; charset=utf-8")


@login_required
@require_POST
def add(request: SignedIn) -> HttpResponse:
    if not sealing.public_key():
        raise Http404
    form = browsers.BrowserForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(form.why_not())
        browsers.add(request.user, **form.cleaned_data)
        messages.success(request, _("This browser is told from now on, also when the site is closed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("notices:switches")


@login_required
@require_POST
def remove(request: SignedIn, browser_id: int) -> HttpResponse:
    get_object_or_404(request.user.push_targets, pk=browser_id).delete()
    messages.success(request, _("This browser is not told any more."))
    return redirect("notices:switches")
