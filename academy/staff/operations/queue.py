"""The grader at a glance: what waits, what runs, and who works."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from grader.models import Run, Worker


@dataclass(frozen=True)
class Queue:
    waiting: int
    running: int
    oldest: Run | None
    workers: list[Worker]
    recent: list[Run]
    broken: int  # in the last day

    @property
    def online(self) -> bool:
        return any(worker.is_alive and worker.engine_answers for worker in self.workers)

    @property
    def trouble(self) -> str:
        """Why nothing is graded, in a sentence; empty when something is."""
        return "" if self.online else next((w.trouble for w in self.workers if w.trouble), "")


def now() -> Queue:
    counts = Run.objects.aggregate(
        waiting=Count("pk", filter=Q(state="queued")),
        running=Count("pk", filter=Q(state="running")),
        broken=Count("pk", filter=Q(state="broken", ended_at__gt=timezone.now() - timedelta(days=1))),
    )
    related = Run.objects.select_related("submission__attempt__team__project")
    return Queue(
        oldest=related.filter(state="queued").order_by("requested_at").first(),
        workers=list(Worker.objects.all()),
        recent=list(related.order_by("-pk")[:12]),
        **counts,
    )
