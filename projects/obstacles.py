"""What besides the curriculum keeps a person from a project now: its time, a wait, the team, a freeze."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.people.models import Enrolment, User

from .locks import Lock
from .models import Sitting, Team, Window
from .standing import Place, Standing, State


@dataclass(frozen=True)
class Facts:
    """Of one person, fetched at once for every project."""

    now: datetime
    frozen: bool
    windows: Mapping[int, list[Window]]  # by project, that are not over, the next first
    sat: frozenset[int]  # windows whose exam was sat
    sizes: Mapping[int, int]  # members of each team that has not begun


def of(standing: Standing) -> dict[str, list[Lock]]:
    """By slug, for every project that is neither under way nor validated. At most four queries."""
    facts = _facts(standing)
    return {slug: _of_place(place, facts) for slug, place in standing.places.items()}


def _facts(standing: Standing) -> Facts:
    user, now, places = standing.user, timezone.now(), standing.places.values()
    states = set(user.enrolments.filter(state__in=Enrolment.PRESENT).values_list("state", flat=True))
    windows = _windows(user, places, now)
    exams = [window.pk for of_project in windows.values() for window in of_project]
    sat = Sitting.objects.filter(user=user, window__in=exams).values_list("window", flat=True)
    forming = [place.team.pk for place in places if place.team and not place.team.locked_at]
    teams = Team.objects.filter(pk__in=forming).annotate(size=Count("memberships"))
    sizes = dict(teams.values_list("pk", "size"))
    return Facts(now, Enrolment.State.FROZEN in states, windows, frozenset(sat), sizes)


def _windows(user: User, places: Iterable[Place], now: datetime) -> dict[int, list[Window]]:
    timed = [place.project.pk for place in places if place.project.is_timed]
    if not timed:
        return {}
    cohorts = Enrolment.objects.filter(user=user, state__in=Enrolment.PRESENT).values("cohort")
    found: dict[int, list[Window]] = {}
    coming = Window.objects.filter(project__in=timed, cohort__in=cohorts, closes_at__gt=now)
    for window in coming.order_by("opens_at"):
        found.setdefault(window.project_id, []).append(window)
    return found


def _of_place(place: Place, facts: Facts) -> list[Lock]:
    if place.current or place.validated:
        return []
    found = [_frozen(place, facts), _time(place, facts), _wait(place, facts), _team(place, facts)]
    return [lock for lock in found if lock]


def _frozen(place: Place, facts: Facts) -> Lock | None:
    if not facts.frozen or place.team:
        return None
    return Lock(_("Your enrolment is frozen. Ask the staff to end the freeze before you start a project."))


def _time(place: Place, facts: Facts) -> Lock | None:
    if not place.project.is_timed:
        return None
    windows = facts.windows.get(place.project.pk, [])
    coming = next((window for window in windows if window.opens_at > facts.now), None)
    until = coming.opens_at if coming else None
    if any(window.opens_at <= facts.now and window.pk not in facts.sat for window in windows):
        return None
    if any(window.pk in facts.sat for window in windows):
        return Lock(_("You have sat this exam already. The next one is another day."), until=until)
    if until:
        return Lock(_("It is closed now and opens by itself."), until=until)
    return Lock(_("It is closed now. The staff say when it opens."))


def _wait(place: Place, facts: Facts) -> Lock | None:
    last = place.attempts[-1] if place.attempts else None
    if place.state is not State.FAILED or not last or not last.retry_at or last.retry_at <= facts.now:
        return None
    return Lock(_("The next attempt waits until its time comes."), until=last.retry_at)


def _team(place: Place, facts: Facts) -> Lock | None:
    if place.team is None or place.team.pk not in facts.sizes:
        return None
    missing = place.project.team_min - facts.sizes[place.team.pk]
    if missing < 1:
        return None
    text = ngettext(
        "Your team needs %(missing)d more person: invite somebody.",
        "Your team needs %(missing)d more people: invite them.",
        missing,
    )
    return Lock(text % {"missing": missing})
