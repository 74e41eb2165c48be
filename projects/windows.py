"""When a project that is not always open may be worked on."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Cohort, Enrolment, User

from . import news
from .models import Attempt, Project, Team, Window
from .refusals import Refused


@transaction.atomic
def set_window(
    project: Project, cohort: Cohort, *, opens_at: datetime, closes_at: datetime, by: User
) -> Window:
    """Staff open a project for a cohort, for a time. Raises Refused."""
    if not project.is_timed:
        raise Refused(_("This project is always open."))
    if closes_at <= opens_at:
        raise Refused(_("It must close after it opens."))
    if closes_at <= timezone.now():
        raise Refused(_("This time is over already."))
    rivals = Window.objects.filter(project=project, cohort=cohort, opens_at__lt=closes_at)
    if rivals.filter(closes_at__gt=opens_at).exists():
        raise Refused(_("It overlaps with another time of this project."))
    window = Window.objects.create(
        project=project, cohort=cohort, opens_at=opens_at, closes_at=closes_at, set_by=by
    )
    after = {"opens_at": opens_at.isoformat(), "closes_at": closes_at.isoformat()}
    acts.write(acts.Kind.WINDOW, by=by, cohort=cohort, what=project.slug, ref=window, after=after)
    news.window_set(window)
    return window


@transaction.atomic
def move_close(window: Window, *, closes_at: datetime, by: User, reason: str) -> Window:
    """Give everybody of the cohort more time, or less. Raises Refused."""
    if not by.is_staff or not reason.strip():
        raise Refused(_("Say why: the log keeps it."))
    row = Window.objects.select_for_update().get(pk=window.pk)
    if closes_at <= max(row.opens_at, timezone.now()):
        raise Refused(_("It must close after it opens, and not before now."))
    rivals = Window.objects.filter(project=row.project, cohort=row.cohort, opens_at__lt=closes_at)
    if rivals.filter(closes_at__gt=row.opens_at).exclude(pk=row.pk).exists():
        raise Refused(_("It overlaps with another time of this project."))
    before = row.closes_at
    Window.objects.filter(pk=row.pk).update(closes_at=closes_at)
    acts.write(
        acts.Kind.WINDOW,
        by=by,
        cohort=row.cohort,
        what=row.project.slug,
        ref=row,
        reason=reason,
        before={"closes_at": before.isoformat()},
        after={"closes_at": closes_at.isoformat()},
    )
    row.closes_at = closes_at
    news.window_moved(row)
    return row


def of(user: User, project: Project) -> QuerySet[Window]:
    """The windows of the cohort that this person is in, the latest first."""
    cohorts = Enrolment.objects.filter(user=user, state__in=Enrolment.PRESENT).values("cohort")
    return Window.objects.filter(project=project, cohort__in=cohorts)


def open_for(user: User, project: Project) -> Window | None:
    now = timezone.now()
    return of(user, project).filter(opens_at__lte=now, closes_at__gt=now).first()


def next_for(user: User, project: Project) -> Window | None:
    return of(user, project).filter(opens_at__gt=timezone.now()).order_by("opens_at").first()


def last_opened(project: Project, cohort: Cohort) -> Window | None:
    """The newest window that has opened, whether it has closed or not."""
    return Window.objects.filter(project=project, cohort=cohort, opens_at__lte=timezone.now()).first()


def check_open(project: Project, user: User) -> None:
    """Raises Refused while a project that has its time is closed for this person."""
    if open_for(user, project) is None:
        raise Refused(why_closed(project, user))


def check_team(team: Team) -> None:
    """Raises Refused while the project of this team is closed for all of its members."""
    if team.project.is_timed and not _open_now(project=team.project, team=team).exists():
        raise Refused(why_closed(team.project, _leader(team)))


def over() -> QuerySet[Attempt]:
    """Open attempts at a rush or a hackathon whose window is over."""
    rows = Attempt.objects.filter(state=Attempt.State.OPEN, team__project__window_hours__isnull=False)
    rows = rows.filter(~Exists(_open_now(project=OuterRef("team__project"), team=OuterRef("team"))))
    return rows.filter(team__project__exam__isnull=True).select_related("team__project").order_by("pk")


def _open_now(*, project: Project | OuterRef, team: Team | OuterRef) -> QuerySet[Window]:
    now = timezone.now()
    rows = Window.objects.filter(project=project, opens_at__lte=now, closes_at__gt=now)
    return rows.filter(
        cohort__enrolments__state__in=Enrolment.PRESENT, cohort__enrolments__user__memberships__team=team
    )


def why_closed(project: Project, user: User) -> str:
    coming = next_for(user, project)
    if coming is None:
        return _("It is closed now. The staff say when it opens.")
    when = date_format(timezone.localtime(coming.opens_at), "DATETIME_FORMAT")
    return _("It opens on %(when)s.") % {"when": when}


def _leader(team: Team) -> User:
    return team.memberships.select_related("user").order_by("-is_leader", "joined_at")[0].user
