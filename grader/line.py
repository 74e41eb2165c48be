"""The line of waiting runs: who goes first, who is ahead, how long it takes.

Final runs and those of exams go before checks, checks before reruns. Among runs of one kind the first of each
person goes before the second of anybody, so a flood of hand-ins waits behind everybody else's first one.
"""

from datetime import datetime, timedelta
from statistics import median

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from academy.people.models import User

from . import labels
from .models import WORKER_SILENCE, Run, Standstill, Worker

State, Purpose = Run.State, Run.Purpose
LANES = {Purpose.EXAM: 0, Purpose.FINAL: 0, Purpose.CHECK: 1, Purpose.RERUN: 2}
LANE = 100  # ranks in a lane
RECENT = timedelta(minutes=10)  # runs asked for since then count against their person
MOST_STRIKES = 3
ELSEWHERE = timedelta(seconds=5)  # in which other workers may take what failed on this one
HISTORY = 25  # ended runs that an estimate looks at


def rank(purpose: Run.Purpose, *, by: User | None) -> int:
    """The lane of the kind, and in it how many of this kind the person has asked for lately."""
    lane = LANES[purpose] * LANE
    if by is None or purpose == Purpose.RERUN:
        return lane
    lately = Run.objects.filter(requested_by=by, purpose=purpose, requested_at__gt=timezone.now() - RECENT)
    cost_nothing = [State.SUPERSEDED, State.CANCELLED]
    return lane + min(lately.exclude(state__in=cost_nothing).count(), LANE - 1)


def stands_still() -> bool:
    return Standstill.objects.filter(over=False).exists()


def free(now: datetime) -> Q:
    """Runs that some worker may take now: queued and rested, or left by a worker that died."""
    rested = Q(waits_until__isnull=True) | Q(waits_until__lte=now)
    queued = Q(rested, state=State.QUEUED, strikes__lt=MOST_STRIKES)
    left = Q(state=State.RUNNING, leased_until__lt=now, strikes__lt=MOST_STRIKES - 1)
    return Q(queued | left, cancel_asked=False)


def next_for(worker: str, *, offer: str, now: datetime) -> Run | None:
    """The run that this worker should try to take."""
    found = Run.objects.filter(free(now), needs__in=labels.answered_by(offer))
    found = found.exclude(failed_on=worker, waits_until__gt=now - ELSEWHERE)
    found = found.select_related("submission__attempt__team__project")
    run = found.order_by("rank", "requested_at", "pk").first()
    if run and run.purpose == Purpose.RERUN and _keeps_a_place_free(worker):
        return None  # reruns come last: nothing else waits
    return run


def _keeps_a_place_free(worker: str) -> bool:
    """Reruns never take the last place of a worker that has several."""
    reruns = Run.objects.filter(worker=worker, state=State.RUNNING, purpose=Purpose.RERUN).count()
    return 0 < settings.GRADER_CONCURRENCY - 1 <= reruns


def waiting() -> int:
    """How many runs a worker could take now."""
    return 0 if stands_still() else Run.objects.filter(free(timezone.now())).count()


def position(run: Run) -> int:
    """1 for the run that is taken next."""
    older = Q(requested_at__lt=run.requested_at) | Q(requested_at=run.requested_at, pk__lt=run.pk)
    ahead = Q(rank__lt=run.rank) | Q(older, rank=run.rank)
    return Run.objects.filter(ahead, state=State.QUEUED, cancel_asked=False).count() + 1


def takers(run: Run) -> list[Worker]:
    """The workers that could take this run now."""
    lively = Worker.objects.filter(seen_at__gt=timezone.now() - WORKER_SILENCE)
    needs = labels.parted(run.needs)
    return [worker for worker in lively if worker.takes_runs and needs <= labels.parted(worker.labels)]


def estimate(run: Run) -> timedelta | None:
    """How long a queued run will wait, by the last runs and the places there are; None when nobody knows."""
    places = sum(worker.places for worker in takers(run))
    lasted = [run.ended_at - run.started_at for run in _history() if run.ended_at and run.started_at]
    if not places or not lasted:
        return None
    under_way = Run.objects.filter(state=State.RUNNING).count()
    typical = median(span.total_seconds() for span in lasted)
    return timedelta(seconds=typical * (position(run) - 1 + under_way) / places)


def _history() -> QuerySet[Run]:
    ended = Run.objects.filter(state=State.DONE, started_at__isnull=False)
    return ended.order_by(F("ended_at").desc())[:HISTORY]
