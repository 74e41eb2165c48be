"""Having the work of a whole project judged again: how many hand-ins that is, and what came of it before."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from academy import journey
from academy.people.access import SignedIn, staff_only
from grader import reruns
from grader.models import Run
from grader.reruns import Which
from projects.models import Project

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Outcome:
    """What the reruns of a project have said lately."""

    waiting: int
    same: int
    other: list[tuple[Run, Run]]  # the run that decided, and the rerun that says something else


def outcome(project: Project) -> Outcome:
    """Three queries."""
    of_project = Run.objects.filter(submission__attempt__team__project=project)
    again = list(
        of_project.filter(purpose=Run.Purpose.RERUN, requested_at__gt=timezone.now() - LATELY)
        .select_related("submission__attempt__team")
        .order_by("pk")
    )
    decided = of_project.filter(purpose=Run.Purpose.FINAL, state=Run.State.DONE)
    before = {
        run.submission_id: run for run in decided.filter(submission__in=[r.submission_id for r in again])
    }
    latest = {run.submission_id: run for run in again if run.state == Run.State.DONE}
    pairs = [(before[key], run) for key, run in latest.items() if key in before]
    other = [(was, now) for was, now in pairs if (was.verdict, was.score) != (now.verdict, now.score)]
    return Outcome(sum(run.is_waiting for run in again), len(pairs) - len(other), other)


@staff_only
def page(request: SignedIn, slug: str) -> HttpResponse:
    """Says how many before anything is asked for."""
    project = get_object_or_404(Project, slug=slug)
    if request.method == "POST" and (wanted := request.POST.get("which")) in set(Which):
        asked = journey.regrade_all(project, Which(wanted), by=request.user)
        words = ngettext(
            "%(count)d hand-in is graded again when nothing live waits.",
            "%(count)d hand-ins are graded again when nothing live waits.",
            len(asked),
        )
        messages.success(request, words % {"count": len(asked)})
        return redirect("staff:reruns", slug)
    context = {
        "project": project,
        "latest": len(reruns.work_of(project, Which.LATEST)),
        "best": len(reruns.work_of(project, Which.BEST)),
        "outcome": outcome(project),
    }
    return render(request, "staff/reruns.html", context)
