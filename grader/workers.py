"""This process as a grader worker, and what is known of the others."""

import logging
import os
import socket
import threading
import uuid
from functools import cache

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from . import dispatch, live
from .models import WORKER_SILENCE, Worker
from .sandbox import Engine

log = logging.getLogger(__name__)
PULSE = 5.0  # seconds between two signs of life


class ThisWorker:
    """The identity of this process, its engine, and the thread that tells the database that it lives."""

    def __init__(self) -> None:
        self.boot = uuid.uuid4().hex
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.engine = Engine(boot=self.boot, worker=self.name, site=settings.SITE_ID)
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def engine_answers(self) -> bool:
        return self.engine.ping().answers

    def start(self) -> None:
        self._end.clear()
        self.engine.keep_ahead(settings.GRADER_BOXES_AHEAD)
        self._thread = threading.Thread(target=self._live, name="worker-pulse", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._end.set()
        if self._thread:
            self._thread.join()
        self.engine.close()
        Worker.objects.filter(name=self.name).delete()

    def _live(self) -> None:
        answered = False
        while True:
            try:
                answers = self._pulse()
                if answers and not answered:
                    self._recover()
                answered = answers
            except DatabaseError:
                log.warning("The database does not answer; trying again.")
            finally:
                close_old_connections()
            if self._end.wait(PULSE):
                return

    def _pulse(self) -> bool:
        state = self.engine.ping()
        sign = {
            "boot": self.boot,
            "seen_at": timezone.now(),
            "engine_answers": state.answers,
            "engine_version": state.version,
            "trouble": state.trouble,
        }
        Worker.objects.update_or_create(name=self.name, defaults=sign)
        Worker.objects.filter(seen_at__lt=timezone.now() - 20 * WORKER_SILENCE).delete()
        return state.answers

    def _recover(self) -> None:
        """The engine answers (again): clear away boxes of dead workers and take up what waits."""
        alive = Worker.objects.filter(seen_at__gt=timezone.now() - WORKER_SILENCE)
        self.engine.reap_orphans(live_boots=set(alive.values_list("boot", flat=True)))
        live.queue_changed()
        dispatch.to_workers()


@cache
def this() -> ThisWorker:
    return ThisWorker()


def online() -> bool:
    """Whether any worker could grade now."""
    return Worker.objects.filter(engine_answers=True, seen_at__gt=timezone.now() - WORKER_SILENCE).exists()
