"""The documented HTTP API. Its doors are few: look, hand in, close, follow a run."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import File, NinjaAPI
from ninja.files import UploadedFile

from academy import journey
from academy.people.models import User
from academy.people.zones import cohort_of
from academy.trainee import progress
from academy.trainee.access import own_team, project_of, visible_run
from academy.trainee.handing_in import take
from academy.trainee.leaderboard import board_for
from academy.trainee.project import clone_url
from peer_review import points
from projects import exams, experience, submissions
from projects.models import Attempt, Sitting
from projects.refusals import Refused
from projects.standing import Place, standing_of

from . import notices
from .auth import Caller, Token
from .schemas import BoardOut, ExamOut, Me, Problem, ProjectOut, Received, RunOut

api = NinjaAPI(
    title="Bitgoeul",
    version="1",
    description="Call it with a personal access token: `Authorization: Bearer bgl_…`.",
    urls_namespace="api",
    auth=Token(),
)
api.add_router("notices", notices.router)
REFUSALS = {401: Problem, 404: Problem, 409: Problem}


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> Any:
    detail = refusal.in_language(get_language() or "en")
    return api.create_response(request, {"detail": detail}, status=409)


@api.get("me", response={200: Me, 401: Problem})
def me(request: Caller) -> dict[str, Any]:
    """The owner of the token."""
    user = request.auth
    cohort = cohort_of(user)
    level = experience.level_of(user, cohort)
    return {
        "login": user.login,
        "name": user.name,
        "role": user.role,
        "cohort": cohort.slug if cohort else None,
        "level": str(level),
        "xp": level.xp,
        "points": points.balance(user) if cohort else None,
    }


@api.get("projects", response={200: list[ProjectOut], 401: Problem})
def projects(request: Caller) -> list[dict[str, Any]]:
    """The curriculum as the caller stands in it."""
    return [_project(place, request.auth) for place in standing_of(request.auth).places.values()]


@api.get("projects/{slug}", response={200: ProjectOut, 401: Problem, 404: Problem})
def project(request: Caller, slug: str) -> dict[str, Any]:
    place = standing_of(request.auth).places.get(slug)
    if place is None:
        raise Http404
    return _project(place, request.auth)


@api.get("projects/{slug}/leaderboard", response={200: BoardOut, 401: Problem, 404: Problem})
def leaderboard(request: Caller, slug: str) -> dict[str, Any]:
    """Who leads among the teams of the caller's cohort."""
    board = board_for(request.auth, project_of(slug))
    lines = [
        {
            "place": line.place,
            "team": line.team.name,
            "public": line.public,
            "private": line.private,
            "handed_in_at": line.handed_in_at,
        }
        for line in board.lines
    ]
    return {"scorer": board.scorer, "closes_at": board.closes_at, "closed": board.closed, "lines": lines}


@api.post("projects/{slug}/submissions", auth=Token(write=True), response={200: Received, **REFUSALS})
def hand_in(request: Caller, slug: str, archive: File[UploadedFile]) -> dict[str, Any]:
    """Hand in a zip, tar or tar.gz: `curl -H "Authorization: Bearer …" -F archive=@work.zip …`."""
    team = own_team(request.auth, slug)
    submission, run = take(team, archive, by=request.auth)
    return {
        "commit": submission.commit,
        "files": submission.files,
        "size": submission.size,
        "missing": submissions.missing_files(submission),
        "run": run.pk if run else None,
        "note": "" if run else " ".join(journey.notes_before_push(team)),
    }


@api.post("projects/{slug}/close", auth=Token(write=True), response={200: RunOut, **REFUSALS})
def close(request: Caller, slug: str) -> dict[str, Any]:
    """Close the open attempt with the newest hand-in; the grader then looks at every case."""
    team = own_team(request.auth, slug)
    attempt = submissions.open_attempt(team)
    newest = attempt.submissions.order_by("-pk").first()
    if newest is None:
        raise Http404
    return _run(
        journey.close(Attempt.objects.get(pk=attempt.pk), submission=newest, by=request.auth), request.auth
    )


@api.post("projects/{slug}/exam", auth=Token(write=True), response={200: ExamOut, **REFUSALS})
def sit(request: Caller, slug: str) -> dict[str, Any]:
    """Begin the exam: the clock runs from now. Called again, it gives the exam that runs.

    Answers are handed in like all work: by git push, or to `submissions`.
    """
    return _exam(journey.sit(project_of(slug), by=request.auth))


@api.get("projects/{slug}/exam", response={200: ExamOut, 401: Problem, 404: Problem})
def exam(request: Caller, slug: str) -> dict[str, Any]:
    """The latest exam of the caller, with the exercise of its current step."""
    sitting = exams.latest(request.auth, project_of(slug))
    if sitting is None:
        raise Http404
    return _exam(sitting)


@api.get("runs/{run_id}", response={200: RunOut, 401: Problem, 404: Problem})
def run(request: Caller, run_id: int) -> dict[str, Any]:
    """A run of the caller's team, with the cases judged so far."""
    return _run(visible_run(request.auth, run_id), request.auth)


def _project(place: Place, user: User) -> dict[str, Any]:
    return {
        "slug": place.project.slug,
        "title": place.project.title,
        "circle": place.project.circle,
        "xp": place.project.xp,
        "state": str(place.state),
        "best_mark": place.best_mark,
        "locks": [str(lock) for lock in place.locks],
        "files": place.project.files,
        "clone_url": clone_url(place.team, user.login) if place.team else None,
    }


def _exam(sitting: Sitting) -> dict[str, Any]:
    over = exams.is_over(sitting)
    step = None if over else exams.current_step(sitting)
    return {
        "state": "over" if over else "running",
        "ends_at": sitting.ends_at,
        "score": exams.score(sitting),
        "step": step.number if step else None,
        "steps": sitting.steps_planned,
        "title": step.title if step else "",
        "subject": step.subject if step else "",
        "files": step.files if step else [],
        "blocked_until": step.blocked_until if step else None,
    }


def _run(row: Any, user: User) -> dict[str, Any]:
    seen = progress.of(row, viewer=user)
    return {
        "id": row.pk,
        "purpose": row.purpose,
        "state": row.state,
        "verdict": row.verdict,
        "score": row.score,
        "position": seen.position,
        "commit": row.submission.commit,
        "requested_at": row.requested_at,
        "ended_at": seen.ended_at,
        "cases": [
            {
                "stage": case.result.stage,
                "name": case.result.name,
                "outcome": case.result.outcome,
                "hidden": case.result.hidden,
                "bonus": case.result.bonus,
                "score": case.result.measure.public if case.result.measure else None,
            }
            for stage in seen.stages
            for case in stage.cases
        ],
    }
