"""Time that people offer again and again, and days on which they stand by."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort, known_zone

from .evaluations import Evaluation

PER_DAY = 96  # quarters


class Pattern(models.Model):
    """Time that somebody offers every week, by the clock of a zone; `availability` makes slots of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="patterns")
    weekday = models.PositiveSmallIntegerField(_("day of the week"))  # 0 is Monday
    begins = models.PositiveSmallIntegerField(_("from"))  # quarters of the local day
    ends = models.PositiveSmallIntegerField(_("to"))
    zone = models.CharField(_("time zone"), max_length=50, validators=[known_zone])
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    filled_until = models.DateField(null=True, blank=True, editable=False)  # slots were made up to this day

    class Meta:
        ordering = ["weekday", "begins"]
        verbose_name = _("weekly time")
        verbose_name_plural = _("weekly times")
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="pattern_is_on_a_day_of_the_week"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins") + 2, ends__lte=PER_DAY),
                name="pattern_lasts_half_an_hour_and_ends_with_the_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="pattern_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "weekday", "begins", "ends"], name="pattern_is_offered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.weekday} {self.begins}-{self.ends}"


class PatternSkip(models.Model):
    """A day on which a weekly time does not happen."""

    pattern = models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="skips")
    day = models.DateField(_("day"))

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["pattern", "day"], name="pattern_skips_a_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pattern} not on {self.day}"


class Standby(models.Model):
    """Somebody who is on call on one day of the cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="standbys")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="standbys")
    day = models.DateField(_("day"))  # local

    class Meta:
        ordering = ["day"]
        verbose_name = _("standby")
        verbose_name_plural = _("standbys")
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="person_stands_by_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"


class StandbyCall(models.Model):
    """Somebody on standby is asked to take over from an evaluator who has not checked in."""

    class State(models.TextChoices):
        OPEN = "open", _("Called")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        LAPSED = "lapsed", _("Not needed any more")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="standby_calls")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="standby_calls")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    called_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["called_at"]
        verbose_name = _("standby call")
        verbose_name_plural = _("standby calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | Q(state__in=["accepted", "declined", "lapsed"], answered_at__isnull=False),
                name="standby_call_that_ended_says_when",
            ),
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(state="open"), name="one_standby_is_called_at_a_time"
            ),
            models.UniqueConstraint(fields=["evaluation", "user"], name="standby_is_called_once"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.user}"
