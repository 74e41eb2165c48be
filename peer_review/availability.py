"""Time that people offer every week, turned into slots up to two weeks ahead.

What was turned into slots once is left alone: whoever closes a slot by hand has made an exception.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort, Enrolment, User
from projects.refusals import Refused

from . import announce, ledger, quarters, slots, wake
from .models import Pattern, PatternSkip, Slot

MOST = 40  # weekly times of one person
DAY = timedelta(days=1)


def quarters_on(day: date, begins: int, ends: int, zone: ZoneInfo) -> list[int]:
    """All quarters of this local day whose clock on the wall shows from `begins` to before `ends`.

    When clocks go forward, the hour that is left out makes no quarters; when they go back, the hour that
    happens twice makes them twice.
    """
    midnight = datetime.combine(day, time(), tzinfo=UTC)
    first = quarters.at(midnight - DAY)  # no zone is a whole day away from UTC
    return [q for q in range(first, first + 3 * 96) if _shows(q, day, begins, ends, zone)]


def _shows(quarter: int, day: date, begins: int, ends: int, zone: ZoneInfo) -> bool:
    wall = quarters.start(quarter).astimezone(zone)
    return wall.date() == day and begins <= wall.hour * 4 + wall.minute // quarters.MINUTES < ends


@transaction.atomic
def offer_weekly(
    user: User, *, weekday: int, begins: int, ends: int, zone: str = "", ends_on: date | None = None
) -> Pattern:
    """Offer this time every week from now on; `begins` and `ends` are quarters of the day. Raises Refused."""
    cohort = slots.cohort_of_active(user)
    ledger.lock(cohort)
    if ends - begins < slots.SHORTEST:
        raise Refused(_("A slot is at least 30 minutes long."))
    if user.patterns.count() >= MOST:
        raise Refused(_("These are very many weekly times. Take some of them back first."))
    zone = zone or cohort.time_zone
    today = timezone.now().astimezone(ZoneInfo(zone)).date()
    if ends_on and ends_on < today:
        raise Refused(_("The last day has passed already."))
    pattern, created = Pattern.objects.get_or_create(
        user=user,
        weekday=weekday,
        begins=begins,
        ends=ends,
        defaults={"zone": zone, "starts_on": today, "ends_on": ends_on},
    )
    if not created:
        raise Refused(_("You offer this time every week already."))
    fill(pattern)
    return pattern


@transaction.atomic
def fill(pattern: Pattern) -> int:
    """Make slots of the days that have come within reach. Gives how many quarters are new."""
    enrolment = pattern.user.enrolments.filter(state=Enrolment.State.ACTIVE).select_related("cohort").first()
    if enrolment is None:
        return 0
    ledger.lock(enrolment.cohort)
    pattern = Pattern.objects.get(pk=pattern.pk)
    days = _days_to_fill(pattern)
    window = slots.window(timezone.now())
    wanted = {quarter for day in days for quarter in quarters_of(pattern, day) if quarter in window}
    opened = _open(pattern.user, wanted)
    last = _reach(pattern)
    Pattern.objects.filter(pk=pattern.pk).update(filled_until=last)
    if opened:
        wake.time_has_opened(enrolment.cohort)
        announce.people_changed([pattern.user_id])
    return opened


def quarters_of(pattern: Pattern, day: date) -> list[int]:
    return quarters_on(day, pattern.begins, pattern.ends, ZoneInfo(pattern.zone))


def _reach(pattern: Pattern) -> date:
    """The last day that lies within the two weeks as a whole."""
    return (timezone.now() + slots.LATEST).astimezone(ZoneInfo(pattern.zone)).date() - DAY


def _days_to_fill(pattern: Pattern) -> list[date]:
    today = timezone.now().astimezone(ZoneInfo(pattern.zone)).date()
    first = max(today, pattern.starts_on, (pattern.filled_until or date.min) + DAY)
    last = min(_reach(pattern), pattern.ends_on or date.max)
    skipped = set(pattern.skips.values_list("day", flat=True))
    every = (first + n * DAY for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() == pattern.weekday and day not in skipped]


def _open(user: User, wanted: set[int]) -> int:
    """Runs that would be too short, at the edge of what may be opened, are left out."""
    there = set(Slot.objects.filter(evaluator=user, quarter__in=wanted).values_list("quarter", flat=True))
    runs = [run for run in quarters.runs(wanted) if len(run) >= slots.SHORTEST]
    new = {quarter for run in runs for quarter in run} - there
    Slot.objects.bulk_create(Slot(evaluator=user, quarter=quarter) for quarter in sorted(new))
    return len(new)


@transaction.atomic
def skip(pattern: Pattern, *, day: date) -> None:
    """Not on this day: what is free of it is taken back, what is booked stays. Raises Refused."""
    if day.weekday() != pattern.weekday:
        raise Refused(_("This weekly time is on another day of the week."))
    _lock(pattern.user)
    PatternSkip.objects.get_or_create(pattern=pattern, day=day)
    _close(pattern, [day])


@transaction.atomic
def take_back(pattern: Pattern) -> None:
    """No longer every week: its free time from now on is closed, what is booked stays."""
    _lock(pattern.user)
    today = timezone.now().astimezone(ZoneInfo(pattern.zone)).date()
    days = [today + n * DAY for n in range(slots.LATEST.days + 1)]
    _close(pattern, [day for day in days if day.weekday() == pattern.weekday])
    pattern.delete()


def _lock(user: User) -> None:
    for cohort in Cohort.objects.filter(enrolments__user=user, enrolments__state__in=Enrolment.PRESENT):
        ledger.lock(cohort)


def _close(pattern: Pattern, days: Iterable[date]) -> None:
    """What another weekly time offers as well stays open."""
    others = list(Pattern.objects.filter(user=pattern.user).exclude(pk=pattern.pk))
    gone: set[int] = set()
    for day in days:
        kept = {q for other in others if other.weekday == day.weekday() for q in quarters_of(other, day)}
        gone |= set(quarters_of(pattern, day)) - kept
    slots.close_free(pattern.user, gone)
    announce.people_changed([pattern.user_id])


def fill_all(cohort: Cohort) -> int:
    """Called by the clock: every weekly time of the active people of a cohort."""
    active = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).values("user")
    due = Pattern.objects.filter(user__in=active, user__is_active=True).select_related("user")
    return sum(fill(pattern) for pattern in due if pattern.filled_until != _reach(pattern))
