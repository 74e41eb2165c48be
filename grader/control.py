"""What staff do to workers and to the whole line: pause, drain, resume."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.people import acts
from academy.people.models import User
from projects import live

from . import dispatch
from .models import Standstill, Worker


@transaction.atomic
def wish(worker: Worker, wanted: Worker.Wish, *, by: User | None = None) -> None:
    """Ask a worker to work, to pause or to drain. It obeys before its next run, and drains within seconds."""
    resumes = wanted == Worker.Wish.WORK
    Worker.objects.filter(pk=worker.pk).update(wish=wanted, wake_asked=resumes)
    before, after = {"wish": worker.wish}, {"wish": wanted}
    acts.write(acts.Kind.WORKER, by=by, what=worker.name, before=before, after=after)
    live.staff_changed()
    dispatch.to_workers()


def stop_line(*, by: User | None = None, reason: str = "") -> bool:
    """No worker takes a run from now on; what is under way ends. False when it stands still already."""
    try:
        with transaction.atomic():
            standstill = Standstill.objects.create(by=by, reason=reason)
            acts.write(acts.Kind.STANDSTILL, by=by, ref=standstill, reason=reason)
    except IntegrityError:
        return False
    live.staff_changed()
    return True


@transaction.atomic
def resume_line(*, by: User | None = None) -> bool:
    """False when nothing stood still."""
    ended = Standstill.objects.filter(over=False).update(over=True, ended_at=timezone.now())
    if ended:
        acts.write(acts.Kind.RESUME, by=by)
    live.staff_changed()
    dispatch.to_workers()
    return bool(ended)
