"""The second door for work: an archive in the browser. Git is the first."""

from typing import IO

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from academy import journey
from academy.people.models import User
from grader.models import Run
from projects import submissions
from projects.intake.archives import read_archive
from projects.models import Submission, Team
from projects.refusals import Refused

from .access import SignedIn, own_team, tell


class UploadForm(forms.Form):
    archive = forms.FileField(label=gettext_lazy("Archive (zip, tar or tar.gz)"), allow_empty_file=False)


@login_required
@require_POST
def upload(request: SignedIn, slug: str) -> HttpResponse:
    team = own_team(request.user, slug)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a zip, tar or tar.gz file."))
        return redirect("trainee:project", slug)
    try:
        submission, run = take(team, form.cleaned_data["archive"], by=request.user)
        text = ngettext(
            "Received: %(files)d file as %(commit)s.",
            "Received: %(files)d files as %(commit)s.",
            submission.files,
        )
        messages.success(request, text % {"files": submission.files, "commit": submission.short_commit})
        if run is None:
            messages.warning(request, " ".join(journey.notes_before_push(team)))
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", slug)


@login_required
@require_POST
def check(request: SignedIn, slug: str) -> HttpResponse:
    """Have the newest hand-in checked, which was only kept when it came."""
    team = own_team(request.user, slug)
    try:
        newest = submissions.open_attempt(team).submissions.order_by("-pk").first()
        if newest and not newest.runs.exists():
            journey.check_kept(newest, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", slug)


def take(team: Team, archive: IO[bytes], *, by: User) -> tuple[Submission, Run | None]:
    """Turn an archive into a commit of the team's repository and hand it in. Raises Refused."""
    submissions.open_attempt(team)
    files = read_archive(archive, expected=submissions.expected_files(team))
    commit = submissions.commit_upload(team, files, by=by)
    return journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=by)
