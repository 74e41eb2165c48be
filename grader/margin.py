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
    if type(value) is tuple:
        return tuple(_longer(one, times) for one in value)
    if not isinstance(value, BaseModel):
        return value
    if isinstance(value, Limits | SomeLimits | Turn):
        cpu = value.cpu_seconds and min(value.cpu_seconds * times, MOST_CPU)
        wall = value.wall_seconds and min(value.wall_seconds * times, MOST_WALL)
        return value.model_copy(update={"cpu_seconds": cpu, "wall_seconds": wall})
    changed = {name: _longer(getattr(value, name), times) for name in type(value).model_fields}
    return value.model_copy(update=changed)
