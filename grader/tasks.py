"""What Celery runs."""

import logging
import threading

from celery import shared_task
from django.conf import settings

from academy import journey

from . import dispatch, judging, runs, workers
from .models import Run

log = logging.getLogger(__name__)
places = threading.BoundedSemaphore(
    settings.GRADER_CONCURRENCY
)  # more boxes than cores would change verdicts


@shared_task
def work() -> None:
    """Judge what waits, one run after the other. Called once too often it does nothing."""
    if not places.acquire(blocking=False):
        return  # whoever holds the places goes on until nothing waits
    try:
        while workers.this().engine_answers() and (run := runs.claim(workers.this().name)):
            if not judge(run):
                break  # a worker that fails fast would eat the whole queue; the sweep wakes it again
    finally:
        places.release()


@shared_task
def sweep() -> None:
    """Find what was lost: runs whose worker died, and queued runs whose message went nowhere."""
    for run in runs.abandoned():
        try:
            journey.grading_failed(run, fault="The worker died in the last try.")
        except runs.LeaseLost:
            continue  # it was alive after all
    for _ in range(min(runs.waiting(), dispatch.MOST_WAKEUPS)):
        work.delay()


def judge(run: Run) -> bool:
    """Judge a claimed run and hand the outcome on: a verdict, a stop, or our own failure (False)."""
    try:
        journey.graded(run, judging.judge(run))
    except (judging.Stopped, runs.LeaseLost):
        _stopped(run)
    except Exception as error:  # whatever it is, it is our failure and not the trainee's
        log.exception("Run %s failed on our side.", run.pk)
        _failed(run, fault=f"{type(error).__name__}: {error}")
        return False
    return True


def _stopped(run: Run) -> None:
    try:
        runs.end_cancelled(run)
    except runs.LeaseLost:
        log.info("Run %s was taken over; this result is dropped.", run.pk)


def _failed(run: Run, *, fault: str) -> None:
    try:
        journey.grading_failed(run, fault=fault)
    except runs.LeaseLost:
        log.info("Run %s was taken over; this failure is dropped.", run.pk)
