"""What hand-ins score, kept as soon as it is known: whoever saw a score has used one of the day's."""

from .measure import Measure
from .models import Run, Score

COUNTED = (Run.Purpose.CHECK, Run.Purpose.FINAL)


def keep(run: Run, measure: Measure | None) -> None:
    """Remember the score of a run. Said twice, or after a new try, it is still one."""
    if measure is None or measure.public is None or measure.private is None or run.purpose not in COUNTED:
        return
    Score.objects.update_or_create(
        run=run,
        defaults={
            "team": run.submission.attempt.team,
            "scorer": measure.scorer,
            "step": measure.step,
            "greater": measure.greater,
            "public": measure.rank(measure.public),
            "private": measure.rank(measure.private),
            "handed_in_at": run.submission.submitted_at,
        },
    )
