"""What the market of a cohort has done: weekly acts, sales, and alarms about its points."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort


class WeeklyAct(models.Model):
    """What one weekly act found and moved, in points; or why it moved nothing."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="weekly_acts")
    week = models.DateField(_("week"))  # its Monday, in the cohort's zone
    acted_at = models.DateTimeField(default=timezone.now, editable=False)
    heads = models.PositiveIntegerField(_("active trainees"))
    supply = models.PositiveIntegerField(_("points of active trainees and held"))
    commons = models.PositiveIntegerField(_("common pool"))
    returned = models.PositiveIntegerField(_("returned"), default=0)
    issued = models.PositiveIntegerField(_("issued"), default=0)
    paid = models.PositiveIntegerField(_("dividends"), default=0)
    burned = models.PositiveIntegerField(_("burned"), default=0)
    refused = models.CharField(_("refused"), max_length=300, blank=True)

    class Meta:
        ordering = ["-week", "-pk"]
        verbose_name = _("weekly act")
        verbose_name_plural = _("weekly acts")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "week"], condition=Q(refused=""), name="one_weekly_act_in_a_week"
            ),
            models.CheckConstraint(
                condition=Q(refused="") | Q(returned=0, issued=0, paid=0, burned=0),
                name="refused_weekly_act_moves_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.week}"


class Sale(models.Model):
    """A time in which the common pool pays for evaluations, because it is full."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sales")
    began_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-began_at"]
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"], condition=Q(ended_at__isnull=True), name="one_sale_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="sale_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.began_at:%Y-%m-%d}"


class Alarm(models.Model):
    """Something about a cohort's points that staff must look at, until it is well again."""

    class Kind(models.TextChoices):
        CHECK = "check", _("The points do not add up.")
        WEEK = "week", _("The weekly act was refused.")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="alarms")
    kind = models.CharField(max_length=5, choices=Kind)
    text = models.TextField()
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_at"]
        verbose_name = _("alarm about points")
        verbose_name_plural = _("alarms about points")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["check", "week"]), name="alarm_kind_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="alarm_says_what_is_wrong"),
            models.UniqueConstraint(
                fields=["cohort", "kind"], condition=Q(ended_at__isnull=True), name="one_alarm_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.kind}"
