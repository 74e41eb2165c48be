"""This process as a grader worker, and what is known of the others."""

import logging
import os
import shutil
import socket
import threading
import time
import uuid
from functools import cache

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from academy.people import waking
from projects import live

from . import dispatch, labels, line, preloading
from .models import WORKER_SILENCE, Worker
from .rest import Rest, probe
from .sandbox import Engine, SandboxFault

log = logging.getLogger(__name__)
PULSE = 5.0  # seconds between two signs of life
LONGEST_CASE = 15.0  # seconds after the grace until the case that runs has ended
REAPING = 12  # pulses between two searches for boxes of dead workers
FAREWELL = 3.0  # seconds for the pulse to end; a database that is away must not keep the process


class ThisWorker:
    """The identity of this process, its engine, and the thread that tells the database that it lives."""

    def __init__(self) -> None:
        self.boot = uuid.uuid4().hex
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.offer = labels.joined(settings.GRADER_LABELS)
        self.engine = Engine(boot=self.boot, worker=self.name, site=settings.SITE_ID)
        self.places = threading.BoundedSemaphore(
            settings.GRADER_CONCURRENCY
        )  # more boxes than cores would change verdicts
        self.rest = Rest()
        self.gives_back = threading.Event()  # runs under way are for others
        self._ending = threading.Event()
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def takes_runs(self) -> bool:
        """Whether this process should take another run now."""
        if self._ending.is_set() or self.rest.lasts or not self.engine.answers():
            return False
        return not Worker.objects.filter(name=self.name).exclude(wish=Worker.Wish.WORK).exists()

    def went_well(self) -> None:
        self.rest.went_well()

    def failed(self, fault: str) -> bool:
        """A run failed on our side. True when a box of our own works, so that it may be the run."""
        trouble = probe(self.engine)
        self.rest.failed(trouble or fault, healthy=not trouble)
        if self.rest.lasts:
            log.error("This worker takes no runs for now: %s", self.rest.reason)
        return not trouble

    def end_soon(self) -> None:
        """The process is told to end: take nothing new, and give back what has not ended after the grace."""
        if not self._ending.is_set():
            self._ending.set()
            timer = threading.Timer(settings.GRADER_GRACE, self.gives_back.set)
            timer.daemon = True
            timer.start()

    def must_end(self) -> bool:
        """The process was told to end, and the grace is over."""
        return self._ending.is_set() and self.gives_back.is_set()

    def start(self) -> None:
        self._end.clear()
        self._ending.clear()
        self.gives_back.clear()
        self.engine.keep_ahead(settings.GRADER_BOXES_AHEAD)
        waking.begin()
        self._thread = threading.Thread(target=self._live, name="worker-pulse", daemon=True)
        self._thread.start()
        preloading.begin()

    def stop(self) -> None:
        """Wait for the runs under way, all together and not for ever: leases find what is left of them."""
        self.end_soon()
        until = time.monotonic() + settings.GRADER_GRACE + LONGEST_CASE
        places = range(settings.GRADER_CONCURRENCY)
        empty = [self.places.acquire(timeout=max(0.0, until - time.monotonic())) for _place in places]
        self._end.set()
        if self._thread:
            self._thread.join(FAREWELL)
        for _place in filter(None, empty):
            self.places.release()
        self.engine.close()
        waking.end()

    def _live(self) -> None:
        answered, beats = False, 0
        while True:
            try:
                answers = self._pulse()
                if answers and (not answered or beats % REAPING == 0):
                    self._clear_away()
                answered, beats = answers, beats + 1
                self._look_for_work()
            except DatabaseError:
                log.warning("The database does not answer; trying again.")
            except SandboxFault as fault:
                log.warning("Boxes of dead workers could not be cleared away now: %s", fault)
            finally:
                close_old_connections()
            if self._end.wait(PULSE):
                return self._sign_off()

    def _sign_off(self) -> None:
        """In the thread of the pulse, which nobody waits for without end. Without it the row grows old."""
        try:
            Worker.objects.filter(name=self.name).delete()
        except DatabaseError:
            log.warning("The database does not answer; this worker leaves without a word.")
        finally:
            connection.close()

    def _pulse(self) -> bool:
        self._try_a_box()
        state = self.engine.ping()
        sign = {
            "boot": self.boot,
            "seen_at": timezone.now(),
            "engine_answers": state.answers,
            "engine_version": state.version,
            "trouble": state.trouble or self.rest.reason,
            "places": settings.GRADER_CONCURRENCY,
            "labels": self.offer,
            "resting": self.rest.lasts,
            "ending": self._ending.is_set(),
            "disk_free": shutil.disk_usage(settings.VAR_DIR).free,
        }
        row, _new = Worker.objects.update_or_create(name=self.name, defaults=sign)
        self._obey(row)
        Worker.objects.filter(seen_at__lt=timezone.now() - 20 * WORKER_SILENCE).delete()
        return state.answers

    def _try_a_box(self) -> None:
        if self.rest.may_probe and not probe(self.engine):
            self.rest.end()
            live.staff_changed()

    def _obey(self, row: Worker) -> None:
        if row.wake_asked:
            self.rest.end()
            Worker.objects.filter(pk=row.pk).update(wake_asked=False, resting=False)
        if row.wish == Worker.Wish.DRAIN:
            self.gives_back.set()
        elif not self._ending.is_set():
            self.gives_back.clear()

    def _clear_away(self) -> None:
        """Remove the boxes of dead workers."""
        alive = Worker.objects.filter(seen_at__gt=timezone.now() - WORKER_SILENCE)
        self.engine.reap_orphans(live_boots=set(alive.values_list("boot", flat=True)))
        live.staff_changed()

    def _look_for_work(self) -> None:
        """Without a message: it may be lost, or have gone to a worker that lacks the labels."""
        if self.takes_runs() and line.next_for(self.name, offer=self.offer, now=timezone.now()):
            dispatch.to_this_worker()


@cache
def this() -> ThisWorker:
    return ThisWorker()


def online() -> bool:
    """Whether any worker could grade now."""
    return Worker.objects.filter(engine_answers=True, seen_at__gt=timezone.now() - WORKER_SILENCE).exists()
