"""The embedded shape: a Celery worker and Celery beat as threads of the web process.

Sound under four conditions, all kept here or near: one process only (a file lock), rows as the truth and
messages as wake-ups (the memory broker forgets everything in a crash), tasks that claim before they work,
and time limits held by the sandbox (Celery's own do nothing in a pool of threads).
"""

import asyncio
import fcntl
import logging
import threading
from pathlib import Path

from celery import Celery
from celery.beat import EmbeddedService
from celery.worker import state
from channels.layers import get_channel_layer

from grader import workers

log = logging.getLogger(__name__)
START_SECONDS = 20
STOP_SECONDS = 20


class AlreadyRunning(Exception):
    """Another process serves this data folder. Stop it first, or set VAR_DIR to another folder."""

    def __str__(self) -> str:
        return str(self.__doc__)


class EmbeddedRuntime:
    def __init__(self, app: Celery, *, lock: Path, concurrency: int):
        self.app, self.lock_path, self.concurrency = app, lock, concurrency
        self._ready = threading.Event()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._take_lock()
        get_channel_layer().bind(loop)
        self.app.loader.import_default_modules()
        self.worker = self.app.WorkController(
            app=self.app,
            pool="threads",
            concurrency=self.concurrency,
            hostname="embedded@localhost",
            queues=["academy", "grader"],
            without_mingle=True,
            without_gossip=True,
            without_heartbeat=True,
            ready_callback=lambda consumer: self._ready.set(),
        )
        self._thread = threading.Thread(target=self._work, name="celery-worker", daemon=True)
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("The embedded worker did not start.")
        self.beat = EmbeddedService(
            self.app, thread=True, max_interval=1, scheduler_cls="celery.beat:Scheduler"
        )
        self.beat.daemon = True
        self.beat.start()
        workers.this().start()  # Celery sends its ready signal only for workers of the command line

    def _take_lock(self) -> None:
        self.lock_path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = self.lock_path.open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None

    def _work(self) -> None:
        try:
            self.worker.start()
        except SystemExit:
            pass
        except Exception:
            log.exception("The embedded worker died.")

    def stop(self) -> None:
        """Running tasks finish; queued ones stay as rows. About 2 s when idle."""
        workers.this().stop()
        self.beat.stop()
        state.should_stop = 0
        self._thread.join(STOP_SECONDS)
        state.should_stop = None
        self._lock.close()
