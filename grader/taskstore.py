"""What the grader asks of each project, kept under its digest so that a run can be repeated exactly."""

from functools import lru_cache

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from . import labels
from .task import Task


class TaskLost(Exception):
    """The task of this digest is not in the storage, or its bytes have changed."""


def keep(task: Task) -> str:
    """Store `task` and return its digest."""
    store, name = storages["tasks"], _name(task.digest)
    if not store.exists(name):
        store.save(name, ContentFile(task.pack()))
    return task.digest


@lru_cache(maxsize=64)
def load(digest: str) -> Task:
    """Raises TaskLost."""
    try:
        with storages["tasks"].open(_name(digest)) as file:
            task = Task.unpack(file.read())
    except FileNotFoundError:
        raise TaskLost(f"no task {digest}") from None
    if task.digest != digest:
        raise TaskLost(f"task {digest} has changed to {task.digest}")
    return task


def needs(digest: str) -> str:
    """The labels that a worker must offer for it: grader.labels. None for a task that is lost."""
    try:
        return labels.joined(load(digest).file.needs)
    except TaskLost:
        return ""


def _name(digest: str) -> str:
    return f"{digest[:2]}/{digest}.tar"
