"""Keeping project rows as the folders say."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from .folder.project import Folder, ProjectFile
from .folder.source import BadFolder
from .models import Picture, Project


def keep(folder: Folder, *, task_digest: str, exam: dict[str, Any] | None = None) -> Project:
    """Create or update the row of one folder. `exam`: what an exam asks, see exam_plan."""
    values = {
        **_fields(folder.project),
        **{f"subject_{code}": text for code, text in folder.subjects.items()},
        "task_digest": task_digest,
        "exam": exam,
        "folder_digest": digest_of(folder.path),
        "retired": False,
    }
    project = Project.objects.update_or_create(slug=folder.project.slug, defaults=values)[0]
    _keep_pictures(project, folder.pictures)
    return project


def _keep_pictures(project: Project, pictures: Mapping[str, str]) -> None:
    project.pictures.exclude(name__in=pictures).delete()
    for name, svg in pictures.items():
        Picture.objects.update_or_create(project=project, name=name, defaults={"svg": svg})


def _fields(file: ProjectFile) -> dict[str, object]:
    return {
        "title_ko": file.title.ko,
        "title_en": file.title.en,
        "summary_ko": file.summary.ko,
        "summary_en": file.summary.en,
        "circle": file.circle,
        "position": file.position,
        "xp": file.xp,
        "hours": file.hours,
        "mandatory": file.mandatory,
        "skills": list(file.skills),
        "files": list(file.files),
        "team_min": file.team.min,
        "team_max": file.team.max,
        "evaluations": file.evaluations.count,
        "evaluation_minutes": file.evaluations.minutes,
        "evaluator": file.evaluations.evaluator,
        "evaluator_level": file.evaluations.min_level,
        "pass_mark": file.marking.pass_mark,
        "grader_pass": file.marking.grader_pass,
        "grader_weight": file.marking.grader_weight,
        "peer_weight": file.marking.peer_weight,
        "must_pass_grader": file.marking.must_pass_grader,
        "window_hours": file.window_hours,
        "track": file.track.name if file.track else "",
        "track_title_ko": file.track.title.ko if file.track else "",
        "track_title_en": file.track.title.en if file.track else "",
        "mentor": file.mentor,
        "retry_days": list(file.retry_days),
        "leaderboard": file.leaderboard,
        "scored_per_day": file.scored_per_day,
    }


def check_requirements(folders: Sequence[Folder]) -> None:
    """Raises BadFolder for a requirement that does not exist, lies in a later circle, or closes a loop."""
    by_slug = {folder.project.slug: folder for folder in folders}
    for folder in folders:
        for slug in folder.project.requires:
            if slug not in by_slug:
                raise BadFolder(folder.path / "project.yaml", 0, f"requires: there is no project {slug!r}")
            if by_slug[slug].project.circle > folder.project.circle:
                raise BadFolder(
                    folder.path / "project.yaml", 0, f"requires: {slug!r} belongs to a later circle"
                )
    try:
        TopologicalSorter({slug: folder.project.requires for slug, folder in by_slug.items()}).prepare()
    except CycleError as error:
        raise BadFolder(folders[0].path.parent, 0, f"requires: a loop: {' → '.join(error.args[1])}") from None


def link_requirements(folders: Iterable[Folder]) -> None:
    rows = {project.slug: project for project in Project.objects.all()}
    for folder in folders:
        rows[folder.project.slug].requires.set([rows[slug] for slug in folder.project.requires])


def retire_others(loaded: Iterable[Project]) -> int:
    """Projects without a folder leave the curriculum; what people did in them stays."""
    return Project.objects.exclude(pk__in=[project.pk for project in loaded]).update(retired=True)


def digest_of(path: Path) -> str:
    """sha256 over the names and bytes of all files of a folder."""
    total = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(path).as_posix()}\0{content}\n".encode())
    return total.hexdigest()
