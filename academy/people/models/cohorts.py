"""Cohorts and their classes."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Total XP at level 0, 1, 2, …, as `manage.py levels` works it out (docs/decisions/levels.md).
DEFAULT_LEVELS = (
    0,
    100,
    400,
    750,
    1300,
    3300,
    5900,
    9100,
    13000,
    19000,
    27500,
    29500,
    32000,
    36500,
    40500,
    44500,
)
CLASS_SIZE = 30


def default_levels() -> list[int]:
    return list(DEFAULT_LEVELS)


def known_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("%(name)s is not a time zone."), params={"name": name})


def rising_levels(value: object) -> None:
    if (
        not isinstance(value, list)
        or len(value) < 2
        or not all(type(xp) is int for xp in value)
        or value[0] != 0
        or sorted(set(value)) != value
    ):
        raise ValidationError(_("A level table starts at 0 and rises."))


class Cohort(models.Model):
    """A year's intake. Its settings hold for everybody enrolled in it."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(_("time zone"), max_length=50, default="Asia/Seoul", validators=[known_zone])
    capacity = models.PositiveSmallIntegerField(_("capacity"), default=180)
    open_signup = models.BooleanField(
        _("open sign-up"),
        default=False,
        help_text=_("Anybody may sign up and join this cohort while it has room."),
    )
    leaderboard = models.BooleanField(
        _("leaderboard"), default=True, help_text=_("Trainees see each other's level and XP on a list.")
    )
    levels = models.JSONField(
        _("level table"),
        default=default_levels,
        validators=[rising_levels],
        help_text=_("Total XP at level 0, 1, 2, …"),
    )

    class Meta:
        ordering = ["-starts_on", "name"]
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="cohort_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="cohort_has_room_for_somebody"),
            models.UniqueConstraint(
                fields=["open_signup"], condition=Q(open_signup=True), name="one_cohort_takes_open_signups"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class SchoolClass(models.Model):
    """A class (반) of a cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="classes")
    number = models.PositiveSmallIntegerField(_("number"))
    capacity = models.PositiveSmallIntegerField(_("capacity"), default=CLASS_SIZE)

    class Meta:
        ordering = ["cohort", "number"]
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="class_number_is_unique_in_its_cohort"),
            models.CheckConstraint(condition=Q(number__gte=1), name="class_number_starts_at_one"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="class_has_room_for_somebody"),
        ]

    def __str__(self) -> str:
        return gettext("Class %(number)d") % {"number": self.number}
