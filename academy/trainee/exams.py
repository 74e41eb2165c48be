"""An exam on the page of its project: begin, the exercise of now, the time, the result."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from academy import journey
from academy.people.models import User
from grader import runs
from grader.models import Run
from projects import exams, windows
from projects.markdown import render as render_markdown
from projects.models import Answer, Project, Sitting, SittingStep
from projects.refusals import Refused
from projects.standing import Place

from . import progress
from .access import SignedIn, project_of, tell


@dataclass(frozen=True)
class Line:
    """One step of an exam in the words of a page."""

    number: int
    marks: int
    state: str  # passed | now | failed | locked
    title: str
    failures: int


@login_required
@require_POST
def sit(request: SignedIn, slug: str) -> HttpResponse:
    try:
        journey.sit(project_of(slug), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", slug)


def context(project: Project, place: Place, user: User) -> dict[str, Any]:
    sitting = exams.latest(user, project)
    window = windows.open_for(user, project)
    may_sit = window is not None and (sitting is None or sitting.window_id != window.pk)
    found = {
        "sitting": sitting,
        "window": window,
        "next_window": windows.next_for(user, project),
        "may_sit": may_sit and not (sitting and sitting.ended_at is None),
        "minutes": project.exam["minutes"] if project.exam else 0,
        "ended": [attempt for attempt in reversed(place.attempts) if attempt.ended_at],
    }
    return found | (_under_way(sitting, user) if sitting else {})


def _under_way(sitting: Sitting, user: User) -> dict[str, Any]:
    over, step = exams.is_over(sitting), exams.current_step(sitting)
    newest = Answer.objects.filter(step__sitting=sitting).order_by("-pk").first()
    waits = step is not None and step.blocked_until is not None and step.blocked_until > timezone.now()
    return {
        "over": over,
        "lines": lines(sitting),
        "step": None if over else step,
        "exercise": render_markdown(step.subject.partition("\n")[2]) if step and not over else "",
        "waits": waits,
        "grading": newest is not None and newest.outcome == Answer.Outcome.PENDING,
        "run": _run(newest, user) if newest else None,
    }


def _run(answer: Answer, user: User) -> progress.Progress | None:
    run = runs.latest_for([answer.submission]).get(answer.submission_id)
    return progress.of(run, viewer=user) if isinstance(run, Run) else None


def lines(sitting: Sitting) -> list[Line]:
    """Every step of the exam, also those that have not been given."""
    given = {step.number: step for step in sitting.steps.all()}
    planned = enumerate(sitting.plan["steps"], start=1)
    return [_line(number, step["marks"], given.get(number), sitting) for number, step in planned]


def _line(number: int, marks: int, step: SittingStep | None, sitting: Sitting) -> Line:
    if step is None:
        return Line(number, marks, "locked", "", 0)
    open_state = "failed" if exams.is_over(sitting) else "working"
    return Line(number, marks, "passed" if step.passed_at else open_state, step.title, step.failures)
