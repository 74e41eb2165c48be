"""Taking a project folder into the site: each app keeps its own part, all or nothing."""

from pathlib import Path

from django.db import transaction

from grader import taskstore
from grader.task import Task
from peer_review import sheets
from projects import catalogue
from projects.folder.project import read_folder
from projects.folder.source import BadFolder
from projects.models import Project


@transaction.atomic
def load(root: Path) -> list[Project]:
    """Load every folder below `root`. Raises BadFolder for the first mistake; then nothing has changed."""
    paths = sorted(path for path in root.iterdir() if (path / "project.yaml").exists())
    if not paths:
        raise BadFolder(root, 0, "no project folder here")
    folders = [read_folder(path) for path in paths]
    catalogue.check_requirements(folders)
    loaded = []
    for folder in folders:
        task_digest = taskstore.keep(Task.from_folder(folder.path))
        project = catalogue.keep(folder, task_digest=task_digest)
        sheets.load(project, folder.path / "sheet.yaml")
        loaded.append(project)
    catalogue.link_requirements(folders)
    catalogue.retire_others(loaded)
    return loaded
