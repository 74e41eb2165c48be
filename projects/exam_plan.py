"""What an exam asks, as plain data that a sitting can pin."""

from collections.abc import Callable
from typing import Any

from .folder.exam import Exercise, read_exercises
from .folder.project import Folder


def plan(folder: Folder, *, keep: Callable[[Exercise], str]) -> dict[str, Any] | None:
    """None for a folder that is no exam. `keep` stores what the grader asks and returns its digest."""
    exam = folder.project.exam
    if exam is None:
        return None
    exercises = read_exercises(folder.path, exam)
    steps = [
        {"marks": step.marks, "exercises": [_told(exercises[name], keep) for name in step.exercises]}
        for step in exam.steps
    ]
    return {"minutes": exam.minutes, "wait": exam.wait.model_dump(), "steps": steps}


def _told(exercise: Exercise, keep: Callable[[Exercise], str]) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "title": exercise.file.title.model_dump(),
        "subject": exercise.subjects,
        "files": list(exercise.file.files),
        "task": keep(exercise),
    }
