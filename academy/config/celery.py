"""The Celery application: it spreads the work over grader hosts."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready, worker_shutdown, worker_shutting_down
from celery.worker.consumer.gossip import Gossip
from celery.worker.consumer.mingle import Mingle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")

app = Celery("academy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Workers need no talk among themselves, for the database knows all. That talk, and the remote control that
# the settings turn off, have channels with queues of their own. When Redis dies, closing such a channel
# fails, the one that carries the tasks then stays open, and closing it later ends the whole worker
# (tests/test_broker.py).
Gossip.compatible_transports = Mingle.compatible_transports = frozenset()


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
