"""How many hand-ins of a team are scored in a day of its cohort. Our faults do not count, nor what waits."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.people.zones import cohort_of
from projects.models import Team

from .models import Run, Score
from .scores import COUNTED

State = Run.State


@dataclass(frozen=True)
class Allowance:
    most: int
    used: int
    free_at: datetime  # when the next day begins, in the zone of the cohort

    @property
    def left(self) -> int:
        return max(0, self.most - self.used)

    @property
    def refusal(self) -> str:
        """Why the next hand-in is only kept; empty while one is left."""
        if self.left:
            return ""
        when = date_format(self.free_at, "DATETIME_FORMAT")
        text = _(
            "Kept, but not scored: no scored hand-in of your team is left today (%(most)d a day). "
            "The next one is free on %(when)s."
        )
        return text % {"most": self.most, "when": when}


def of(team: Team) -> Allowance | None:
    """None where the project sets no limit."""
    most = team.project.scored_per_day
    if most is None:
        return None
    begin, end = _today(_zone(team))
    runs = Run.objects.filter(
        submission__attempt__team=team, purpose__in=COUNTED, requested_at__gte=begin, requested_at__lt=end
    )
    scored = Score.objects.filter(run__in=runs).exclude(run__state=State.BROKEN).count()
    under_way = runs.filter(state=State.RUNNING, measured__isnull=True).count()
    return Allowance(most, scored + under_way, end)


def _zone(team: Team) -> tzinfo:
    leader = team.memberships.select_related("user").order_by("-is_leader").first()
    cohort = cohort_of(leader.user) if leader else None
    return cohort.zone if cohort else timezone.get_default_timezone()


def _today(zone: tzinfo) -> tuple[datetime, datetime]:
    today = timezone.localdate(timezone=zone)
    return _midnight(today, zone), _midnight(today + timedelta(days=1), zone)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
