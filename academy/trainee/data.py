"""Files of a task that people take home once they have begun: the data that their programs learn from."""

import mimetypes
from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse

from academy.people.models import User
from grader import taskstore
from projects.models import Project

from .access import SignedIn, project_of

TEXT = {".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8"}


@login_required
def data(request: SignedIn, slug: str, name: str) -> HttpResponse:
    content = open_files(project_of(slug), request.user).get(name)
    if content is None:
        raise Http404
    suffix = PurePosixPath(name).suffix
    kind = TEXT.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
    file = PurePosixPath(name).name.replace('"', "")
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


def open_files(project: Project, user: User) -> dict[str, bytes]:
    """By the names that programs know them by: for those who have a team, so that no contest begins early."""
    if not project.task_digest or not (user.is_staff or project.teams.filter(members=user).exists()):
        return {}
    try:
        return taskstore.load(project.task_digest).open_files
    except taskstore.TaskLost:
        return {}
