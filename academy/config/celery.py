"""The Celery application: it spreads the work over grader hosts."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready, worker_shutdown, worker_shutting_down

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")

app = Celery("academy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def begin_pulse(sender: Any, **kwargs: Any) -> None:
    """A worker that listens to the grader queue shows that it lives."""
    from grader import workers

    workers.this().start()


@worker_shutting_down.connect
def take_nothing_new(sender: Any, **kwargs: Any) -> None:
    """SIGTERM: runs under way may end within the grace, and are given back after it."""
    from grader import workers

    workers.this().end_soon()


@worker_shutdown.connect
def end_pulse(sender: Any, **kwargs: Any) -> None:
    from grader import workers

    workers.this().stop()
