"""What one trainee has done at one project: every attempt with its hand-ins, runs and evaluations."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from academy.people.access import staff_only
from academy.people.models import Cohort
from grader import runs
from grader.models import Run
from peer_review.models import Evaluation
from projects.models import Attempt, Project, Submission, Team


@dataclass
class Try:
    """One attempt with all that happened in it, the latest first."""

    attempt: Attempt
    handed_in: list[tuple[Submission, Run | None]] = field(default_factory=list)
    evaluations: list[Evaluation] = field(default_factory=list)


def of(team: Team) -> list[Try]:
    """The latest attempt first; five queries however many there are."""
    tries = {attempt.pk: Try(attempt) for attempt in team.attempts.order_by("-number")}
    submissions = list(Submission.objects.filter(attempt__in=tries).select_related("submitted_by"))
    latest = runs.latest_for(submissions)
    for submission in submissions:
        tries[submission.attempt_id].handed_in.append((submission, latest.get(submission.pk)))
    met = defaultdict(list)
    for evaluation in Evaluation.objects.filter(attempt__in=tries).with_people():
        met[evaluation.attempt_id].append(evaluation)
    for one in tries.values():
        one.attempt.team = team
        one.evaluations = met[one.attempt.pk]
    return list(tries.values())


@staff_only
def page(request: HttpRequest, slug: str, login: str, project: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort, slug=slug)
    enrolment = get_object_or_404(cohort.enrolments.select_related("user"), user__login=login)
    row = get_object_or_404(Project, slug=project)
    teams = Team.objects.filter(memberships__user=enrolment.user, project=row).select_related("project")
    team = teams.prefetch_related("members").first()
    context = {"cohort": cohort, "enrolment": enrolment, "project": row, "team": team}
    with timezone.override(cohort.zone):
        return render(request, "staff/work.html", context | {"tries": of(team) if team else []})
