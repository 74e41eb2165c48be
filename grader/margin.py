"""More time than a task allows, so that who is too slow for it is still too slow on a faster machine."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from .judges.dialogue import Turn
from .judges.stage import MOST_CPU, MOST_WALL, Limits, SomeLimits
from .task import Task


def with_time(task: Task, times: float) -> Task:
    """The task with all its limits of time so many times as long, as far as a limit may go."""
    return replace(task, file=_longer(task.file, times))


def _longer(value: Any, times: float) -> Any:
    """The value itself where it holds no limit: what an author has left out stays left out."""
    if type(value) is tuple:
        longer = tuple(_longer(one, times) for one in value)
        return value if all(new is old for new, old in zip(longer, value, strict=True)) else longer
    if not isinstance(value, BaseModel):
        return value
    if isinstance(value, Limits | SomeLimits | Turn):
        most = {"cpu_seconds": MOST_CPU, "wall_seconds": MOST_WALL}
        given = {name: getattr(value, name) for name in most if getattr(value, name) is not None}
        return value.model_copy(update={name: min(was * times, most[name]) for name, was in given.items()})
    fields = {name: getattr(value, name) for name in type(value).model_fields}
    changed = {name: new for name, old in fields.items() if (new := _longer(old, times)) is not old}
    return value.model_copy(update=changed) if changed else value
