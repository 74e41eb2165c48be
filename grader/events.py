"""What happened to a run, row by row."""

from academy.people.models import User

from .models import Run, RunEvent

Kind = RunEvent.Kind


def add(run: Run, kind: RunEvent.Kind, detail: str = "", *, worker: str = "", by: User | None = None) -> None:
    """Call it in the transaction that makes it true."""
    RunEvent.objects.create(
        run=run, kind=kind, number=run.tries, worker=worker or run.worker, detail=detail, by=by
    )
