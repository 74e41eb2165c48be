"""The second door for work: an archive in the browser. Git is the first."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from academy import journey
from academy.people.models import User
from projects import intake, submissions
from projects.git import repositories
from projects.models import Submission, Team
from projects.refusals import Refused

from .access import SignedIn, own_team


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
        submission = take(team, form.cleaned_data["archive"].read(), by=request.user)
        text = _("Received: %(files)d files as %(commit)s.")
        messages.success(request, text % {"files": submission.files, "commit": submission.short_commit})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("trainee:project", slug)


def take(team: Team, archive: bytes, *, by: User) -> Submission:
    """Turn an archive into a commit of the team's repository and hand it in. Raises Refused."""
    submissions.open_attempt(team)
    try:
        files = intake.read(archive)
    except intake.Refused as refusal:
        raise Refused(str(refusal)) from None
    repository = submissions.repository(team)
    commit = repositories.commit_upload(repository, files, author=by.display_name, email=f"{by.login}@academy.invalid")
    submission, _run = journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=by)
    return submission
