"""Keeping every version of a sheet that was ever evaluated with."""

import hashlib
import json
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Project
from projects.refusals import Refused

from .models import SheetVersion
from .sheet_file import read_sheet


def load(project: Project, path: Path) -> SheetVersion:
    """Make the sheet in this file the project's current one. Raises BadFolder."""
    content = read_sheet(path).model_dump(mode="json")
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    version, _created = SheetVersion.objects.update_or_create(
        project=project,
        digest=digest,
        defaults={"loaded_at": timezone.now()},
        create_defaults={"content": content},
    )
    return version


def current(project: Project) -> SheetVersion:
    """Raises Refused while there is none."""
    version = project.sheets.first()
    if version is None:
        raise Refused(_("This project has no evaluation sheet yet. Please tell the staff."))
    return version
