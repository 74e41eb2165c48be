"""Taking a project folder into the site: each app keeps its own part, all or nothing."""

from pathlib import Path

from django.db import transaction

from grader import taskstore
from grader.task import Task
from peer_review import sheets
from projects import catalogue, exam_plan
from projects.folder.project import Folder, read_folder
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
        loaded.append(_exam(folder) if folder.project.exam else _project(folder))
    catalogue.link_requirements(folders)
    catalogue.retire_others(loaded)
    return loaded


def _project(folder: Folder) -> Project:
    task = Task.from_folder(folder.path)
    _check_scores(folder, task)
    project = catalogue.keep(folder, task_digest=taskstore.keep(task))
    if folder.project.evaluations.count:
        sheets.load(project, folder.path / "sheet.yaml")
    return project


def _exam(folder: Folder) -> Project:
    plan = exam_plan.plan(folder, keep=lambda one: taskstore.keep(Task.from_folder(one.path)))
    return catalogue.keep(folder, task_digest="", exam=plan)


def _check_scores(folder: Folder, task: Task) -> None:
    """Raises BadFolder where a leaderboard or a limit of scored hand-ins has nothing to count."""
    wanted = folder.project.leaderboard or folder.project.scored_per_day
    if wanted and not any(stage.kind == "metric" for stage in task.stages):
        raise BadFolder(folder.path / "project.yaml", 0, "leaderboard and scored_per_day need a metric stage")
