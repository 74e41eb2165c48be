"""What teams are told of their work, and trainees of levels and of projects that open for a time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from academy.notices.telling import tell, untold
from academy.people.models import Enrolment, User

from .models import Attempt, MarkCorrection, Membership, Project, TeamInvitation, Window

LATELY = timedelta(hours=1)


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


def level_reached(person_id: int, level: int) -> None:
    tell([person_id], "level-up", key=f"level:{level}", url=reverse("trainee:growth"), level=level)


def window_set(window: Window) -> None:
    """Those who could use it hear when, so that they can keep the time free."""
    _tell_of(window, "window-set", key=f"{window.pk}", at=window.opens_at)


def window_moved(window: Window) -> None:
    _tell_of(window, "window-moved", key=f"{window.pk}:{window.closes_at.isoformat()}")


def windows_opened(now: datetime) -> None:
    """Called every minute. It looks back for an hour, so that a clock that stood loses none."""
    rows = Window.objects.filter(opens_at__lte=now, opens_at__gt=now - LATELY, closes_at__gt=now)
    opened = {f"{window.pk}": window for window in rows.select_related("project", "cohort")}
    for key in sorted(untold("window-open", opened)):
        _tell_of(opened[key], "window-open", key=key)


def _tell_of(window: Window, name: str, *, key: str, **about: datetime) -> None:
    project = window.project
    url = reverse("trainee:project", args=[project.slug])
    people, titled = _could_use(window), titles(project)
    tell(people, name, key=key, url=url, project=titled, until=window.closes_at, **about)


def _could_use(window: Window) -> list[int]:
    """Trainees of the cohort who have validated all that the project asks for, and not the project itself."""
    here = Enrolment.objects.filter(cohort=window.cohort, state__in=Enrolment.PRESENT)
    people = User.objects.filter(enrolments__in=here).exclude(pk__in=_validated(window.project))
    for required in window.project.requires.all():
        people = people.filter(pk__in=_validated(required))
    return list(people.values_list("pk", flat=True))


def _validated(project: Project) -> QuerySet[Membership, int]:
    rows = Membership.objects.filter(project=project, team__attempts__mark__gte=project.pass_mark)
    return rows.values_list("user", flat=True)
