"""What a team is told of its work."""

from collections.abc import Iterable

from django.urls import reverse

from academy.notices.telling import tell

from .models import Attempt, MarkCorrection, Membership, Project, TeamInvitation


def titles(project: Project) -> dict[str, str]:
    """The project's name in every language, for a sentence that is put together when it is read."""
    return {"ko": project.title_ko, "en": project.title_en}


def members_of(team_id: int) -> Iterable[int]:
    """Read when somebody is told."""
    return Membership.objects.filter(team=team_id).order_by().values_list("user_id", flat=True)


def graded(attempt: Attempt, name: str, *, score: int) -> None:
    _tell(attempt, name, key=f"{attempt.pk}:{attempt.submission_id}", score=score)


def not_graded(attempt: Attempt, *, run: int) -> None:
    """The attempt is open again: we failed, not they. `run` is the number of the one that failed."""
    _tell(attempt, "grader-broken", key=f"run:{run}")


def marked(attempt: Attempt) -> None:
    if attempt.mark is not None:
        _tell(attempt, "marked", key=f"{attempt.pk}", mark=attempt.mark)


def mark_changed(correction: MarkCorrection) -> None:
    attempt = correction.attempt
    key = f"correction:{correction.pk}"
    if correction.after != correction.before:
        _tell(attempt, "mark-changed", key=key, mark=correction.after, before=correction.before)


def _tell(attempt: Attempt, name: str, *, key: str, **about: int) -> None:
    project = attempt.team.project
    url = reverse("trainee:project", args=[project.slug])
    tell(members_of(attempt.team_id), name, key=key, url=url, project=titles(project), **about)


def invited(invitation: TeamInvitation) -> None:
    project = invitation.team.project
    tell([invitation.user_id], "team-invitation", key=f"{invitation.pk}", url="/", project=titles(project))
