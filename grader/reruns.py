"""Which pinned work of a project can be judged again: the latest or the best of each team."""

from enum import StrEnum

from academy.people.models import Enrolment
from projects.models import Attempt, Project, Submission

from .models import Run


class Which(StrEnum):
    LATEST = "latest"
    BEST = "best"


def work_of(project: Project, which: Which) -> list[Submission]:
    """One hand-in of each team whose people are here, but none that waits for a rerun already.

    Nothing of an exam: each of its answers had a task of its own.
    """
    if project.exam is not None:
        return []
    chosen: dict[int, Attempt] = {}
    for attempt in _closed(project):
        before = chosen.get(attempt.team_id)
        if before is None or which == Which.LATEST or _worth(attempt) >= _worth(before):
            chosen[attempt.team_id] = attempt
    waiting = Run.objects.filter(purpose=Run.Purpose.RERUN, state__in=Run.WAITING)
    again = set(
        waiting.filter(submission__attempt__team__project=project).values_list("submission", flat=True)
    )
    found = [attempt.submission for attempt in chosen.values() if attempt.submission_id not in again]
    return [submission for submission in found if submission]


def _closed(project: Project) -> list[Attempt]:
    """Attempts with pinned work, the earlier ones of a team first."""
    here = Enrolment.objects.filter(state__in=Enrolment.PRESENT).values("user")
    closed = Attempt.objects.filter(team__project=project, submission__isnull=False)
    of_people = closed.filter(team__memberships__user__in=here).distinct()
    return list(of_people.select_related("submission__attempt__team__project").order_by("team", "number"))


def _worth(attempt: Attempt) -> tuple[int, int]:
    """A mark before a score of the grader alone."""
    mark, score = attempt.mark, attempt.grader_score
    return (-100 if mark is None else mark, -1 if score is None else score)
