"""Choosing a track."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from projects import tracks
from projects.refusals import Refused

from .access import SignedIn, project_of, tell


@login_required
@require_POST
def choose(request: SignedIn, slug: str) -> HttpResponse:
    """Go the track that this project belongs to."""
    project = project_of(slug)
    if not project.track:
        raise Http404
    try:
        tracks.choose(request.user, project.track)
        messages.success(request, _("You go the track %(track)s.") % {"track": project.track_title})
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", slug)
