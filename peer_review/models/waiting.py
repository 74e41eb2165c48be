"""Teams that wait for evaluators."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort
from projects.models import Attempt


class Waiting(models.Model):
    """An attempt whose team has said 'find me evaluators'. Over when all are booked, or the team says so."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SERVED = "served", _("All found")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="waiting")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="waiting")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    opens = models.PositiveSmallIntegerField(_("from"), default=36)  # quarters of the local day: 9:00 …
    closes = models.PositiveSmallIntegerField(_("to"), default=88)  # … to 22:00
    away = models.JSONField(_("does not come on"), default=list, blank=True)  # local days as 2026-06-15
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("waiting team")
        verbose_name_plural = _("waiting teams")
        indexes = [models.Index(fields=["cohort", "state"], name="waiting_by_cohort_and_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=Q(state="waiting"), name="attempt_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens"), closes__lte=96), name="waiting_team_comes_at_some_hours"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | Q(state__in=["served", "withdrawn"], ended_at__isnull=False),
                name="waiting_that_ended_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.state}"

    def days_away(self) -> list[date]:
        """The days on which the team does not come."""
        return [date.fromisoformat(day) for day in self.away]
