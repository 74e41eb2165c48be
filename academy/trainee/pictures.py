"""The pictures of a subject. Opened alone they are as inert as inside the page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control

from projects.models import Picture

from .access import SignedIn

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
FRESH = 300  # seconds: then a changed picture is seen


@login_required
@cache_control(private=True, max_age=FRESH)
def picture(request: SignedIn, slug: str, name: str) -> HttpResponse:
    found = get_object_or_404(Picture, project__slug=slug, project__retired=False, name=name)
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(found.svg, content_type="image/svg+xml; charset=utf-8", headers=headers)
