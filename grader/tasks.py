"""What Celery runs."""

import logging
from collections.abc import Callable
from copy import copy

from celery import shared_task
from django.db import InterfaceError, OperationalError

from academy import journey

from . import alarms, dispatch, judging, line, runs, workers
from .models import Run
from .patience import patiently
from .report import Report

log = logging.getLogger(__name__)


@shared_task
def work() -> None:
    """Judge what waits, one run after the other. Called once too often it does nothing."""
    worker = workers.this()
    if not worker.places.acquire(blocking=False):
        return  # whoever holds the places goes on until nothing waits
    try:
        while worker.takes_runs() and (run := runs.claim(worker.name, offer=worker.offer)):
            if not judge(run):
                break  # a worker that fails fast would eat the whole line; the sweep wakes it again
    finally:
        worker.places.release()


@shared_task
def sweep() -> None:
    """Find what was lost: runs whose worker died, and queued runs whose message went nowhere."""
    for run in runs.left_cancelled():
        _settle(run, journey.run_stopped)
    for run in runs.abandoned():
        _settle(run, lambda run: journey.grading_failed(run, fault="The worker died in the last try."))
    for _ in range(min(line.waiting(), dispatch.MOST_WAKEUPS)):
        work.delay()
    alarms.sound()


def judge(run: Run) -> bool:
    """Judge a claimed run and hand the outcome on: a verdict, a stop, or our own failure (False)."""
    try:
        report = judging.judge(run)
    except judging.GivenBack:
        _settle(run, runs.release)
        return False
    except (judging.Stopped, runs.LeaseLost):
        _settle(run, journey.run_stopped)
        return True
    except Exception as error:  # whatever it is, it is our failure and not the trainee's
        _failed(run, error)
        return False
    workers.this().went_well()
    return _deliver(run, report)


def _deliver(run: Run, report: Report) -> bool:
    try:
        patiently(lambda: journey.graded(copy(run), report), hurries=workers.this().must_end)
    except runs.LeaseLost:
        _settle(run, journey.run_stopped)
    except Exception as error:  # a verdict that cannot be written is our failure too
        _failed(run, error)
        return False
    return True


def _failed(run: Run, error: Exception) -> None:
    log.error("Run %s failed on our side.", run.pk, exc_info=error)
    fault = f"{type(error).__name__}: {error}"
    of_the_database = isinstance(error, OperationalError | InterfaceError)
    may_be_the_run = not of_the_database and workers.this().failed(fault)
    fail = journey.grading_failed if may_be_the_run else journey.grading_spared
    _settle(run, lambda run: fail(run, fault=fault))


def _settle(run: Run, end: Callable[[Run], None]) -> None:
    try:
        patiently(lambda: end(copy(run)), hurries=workers.this().must_end)
    except runs.LeaseLost:
        log.info("Run %s was taken over; what came of this try is dropped.", run.pk)
