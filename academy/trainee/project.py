"""The page of a project: subject, team, attempts, live grading."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy import journey
from grader import allowance, runs, workers
from grader.models import Run
from peer_review import agenda, evaluations, mentors
from projects import marks, obstacles, submissions
from projects.markdown import contents
from projects.markdown import render as render_markdown
from projects.models import Attempt, Submission, Team
from projects.refusals import Refused
from projects.standing import Place, Standing, standing_of

from . import exams, next_step, progress
from .access import SignedIn, own_attempt, own_team, project_of, tell
from .data import open_files


@login_required
def page(request: SignedIn, slug: str) -> HttpResponse:
    project = project_of(slug)
    body = project.subject.partition("\n")[2]  # the page has the title already
    context = _work(request, slug) | {"subject": render_markdown(body), "contents": contents(body)}
    context["data"] = open_files(project, request.user)
    return render(request, "trainee/project.html", context)


@login_required
def work(request: SignedIn, slug: str) -> HttpResponse:
    """The part of the page that changes by itself."""
    project_of(slug)
    context = _work(request, slug)
    template = "trainee/_exam.html" if context["project"].exam else "trainee/_work.html"
    return render(request, template, context)


def _work(request: SignedIn, slug: str) -> dict[str, Any]:
    standing = standing_of(request.user)
    place = standing.places[slug]
    context: dict[str, Any] = {"project": place.project, "place": place, "team": place.team}
    if place.project.exam:
        return context | _exam_context(request, place)
    context["obstacles"] = obstacles.of(standing)[slug]
    if place.team:
        context |= _team_context(request, place, place.team)
        context["next"] = _next(place, standing, context)
    return context


def _next(place: Place, standing: Standing, known: dict[str, Any]) -> next_step.NextStep | None:
    if place.current is None:
        runs_of_past = [past["run"] for past in known["history"]]
        return next_step.after_attempts(place, standing, next(iter(runs_of_past), None))
    facts = {key: known[key] for key in ("newest", "missing", "run")}
    return next_step.of_attempt(place.current, evaluations=known.get("evaluations", []), **facts)


def _exam_context(request: SignedIn, place: Place) -> dict[str, Any]:
    command = f"git clone {clone_url(place.team, request.user.login)}" if place.team else ""
    known = exams.context(place.project, place, request.user)
    return known | {"clone_command": command, "grader_online": workers.online()}


def _team_context(request: SignedIn, place: Place, team: Team) -> dict[str, Any]:
    handed_in = list(
        Submission.objects.filter(attempt__team=team)
        .select_related("attempt", "submitted_by")
        .order_by("-pk")
    )
    latest = runs.latest_for(handed_in)
    current = place.current
    newest = next((s for s in handed_in if current and s.attempt_id == current.pk), None)
    return {
        "members": team.memberships.select_related("user"),
        "team_invitations": team.invitations.filter(state="open").select_related("user"),
        "is_leader": team.memberships.filter(user=request.user, is_leader=True).exists(),
        "clone_command": f"git clone {clone_url(team, request.user.login)}",
        "current": current,
        "steps": _steps(current) if current else [],
        "next_attempt_at": _next_attempt_at(place),
        "newest": newest,
        "missing": submissions.missing_files(newest)
        if newest and current and current.state == "open"
        else [],
        "run": progress.of(latest[newest.pk], viewer=request.user)
        if newest and newest.pk in latest
        else None,
        "history": _history(team, place, handed_in, latest),
        "submissions": [(s, latest.get(s.pk)) for s in handed_in],
        "allowance": allowance.of(team),
        "only_kept": newest is not None and newest.pk not in latest,
        **(_evaluations(current) if current and current.state == Attempt.State.EVALUATION else {}),
        "grader_online": workers.online(),
    }


def _evaluations(attempt: Attempt) -> dict[str, Any]:
    return {
        "evaluations": agenda.of_attempt(attempt),
        "missing_evaluations": evaluations.missing(attempt),
        "mentored": mentors.evaluation_of(attempt),
        "unsupervised": evaluations.waits_for_supervisor(attempt),
    }


def _steps(attempt: Attempt) -> list[dict[str, str]]:
    """Work, grading, evaluation, mark: where the attempt is on its way."""
    order = [Attempt.State.OPEN, Attempt.State.GRADING, Attempt.State.EVALUATION, Attempt.State.FINISHED]
    labels = [_("Work"), _("Grading"), _("Evaluation"), _("Mark")]
    now = order.index(Attempt.State(attempt.state))
    steps = ["done" if n < now else "now" if n == now else "todo" for n in range(len(order))]
    return [{"label": label, "step": step} for label, step in zip(labels, steps, strict=True)]


def _next_attempt_at(place: Place) -> datetime | None:
    last = place.attempts[-1] if place.attempts else None
    return last.retry_at if last and last.retry_at and last.retry_at > timezone.now() else None


def _history(
    team: Team, place: Place, handed_in: list[Submission], latest: dict[int, Run]
) -> list[dict[str, Any]]:
    """The attempts that have ended, the newest first."""
    ended = [attempt for attempt in reversed(place.attempts) if attempt.ended_at]
    evaluations = agenda.of_attempts(ended)
    by_id = {submission.pk: submission for submission in handed_in}
    for attempt in ended:
        attempt.team, attempt.submission = team, by_id.get(attempt.submission_id or 0)
    return [
        {
            "attempt": attempt,
            "run": latest.get(attempt.submission_id or 0),
            "calculation": marks.calculate(team.project, grader=attempt.grader_score, peer=attempt.peer_mark),
            "evaluations": evaluations[attempt.pk],
        }
        for attempt in ended
    ]


def clone_url(team: Team, login: str) -> str:
    scheme, _sep, rest = settings.SITE_URL.partition("://")
    return f"{scheme}://{login}@{rest}/git/{team.key}.git"


@login_required
@require_POST
def start(request: SignedIn, slug: str) -> HttpResponse:
    try:
        journey.start(project_of(slug), by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", slug)


@login_required
@require_POST
def begin(request: SignedIn, slug: str) -> HttpResponse:
    """Open the first attempt of a formed team, or a retry."""
    try:
        attempt = journey.begin(own_team(request.user, slug))
        messages.success(request, _("Attempt %(number)d is open. Good luck!") % {"number": attempt.number})
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", slug)


@login_required
def close(request: SignedIn, attempt_id: int) -> HttpResponse:
    """Ask once more, then pin the newest hand-in and send it to the grader."""
    attempt = own_attempt(request.user, attempt_id)
    newest = attempt.submissions.order_by("-pk").first()
    if newest is None:
        messages.error(request, _("There is nothing to close: push or upload your work first."))
        return redirect("trainee:project", attempt.team.project.slug)
    if request.method != "POST":
        return render(request, "trainee/close.html", {"attempt": attempt, "submission": newest})
    chosen = get_object_or_404(attempt.submissions, pk=request.POST.get("submission") or newest.pk)
    try:
        journey.close(attempt, submission=chosen, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", attempt.team.project.slug)
