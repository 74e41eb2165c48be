"""What a worker loads before anybody waits for it: scikit-learn takes a second, and on a busy machine ten."""

import logging
import threading

from django.db import DatabaseError, connection

from projects.models import Project

from . import taskstore
from .judges import scorers
from .sandbox import SandboxFault

log = logging.getLogger(__name__)


def begin() -> threading.Thread:
    """In a thread of its own, and only where a project of the curriculum is scored."""
    thread = threading.Thread(target=_load, name="preloading", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    try:
        if any(stage.kind == "metric" for digest in _digests() for stage in taskstore.load(digest).stages):
            scorers.load(scorers.SCORERS)
    except (DatabaseError, SandboxFault, taskstore.TaskLost) as error:
        log.info("The scorers are loaded when they are first needed: %s", error)
    finally:
        connection.close()


def _digests() -> set[str]:
    """Of every project but the exams, whose exercises have tasks of their own."""
    projects = Project.objects.filter(retired=False).exclude(task_digest="")
    return set(projects.values_list("task_digest", flat=True))
