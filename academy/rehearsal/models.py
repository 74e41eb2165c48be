"""Rehearsals that staff have started from the site."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort

LONGEST = timedelta(hours=2)  # a rehearsal that runs longer has lost its process


class Rehearsal(models.Model):
    """A cohort's rules played through beside other rules: some that differ, or 42's plain rule."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Broken off")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="rehearsals")
    changes = models.JSONField(default=dict, blank=True)  # rule → value; empty: 42's plain rule
    people = models.PositiveSmallIntegerField(default=180)
    days = models.PositiveSmallIntegerField(default=154)
    seed = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    results = models.JSONField(null=True, blank=True)  # of the cohort's rules, then of the others
    trouble = models.TextField(blank=True)  # for staff: why it broke off

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("rehearsal")
        verbose_name_plural = _("rehearsals")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", results__isnull=False)
                | (~Q(state="done") & Q(results__isnull=True)),
                name="only_a_finished_rehearsal_has_results",
            ),
            models.CheckConstraint(
                condition=Q(progress__range=(0, 100)), name="rehearsal_progress_is_a_share"
            ),
            models.UniqueConstraint(
                fields=["cohort"],
                condition=Q(state__in=["waiting", "running"]),
                name="cohort_has_one_rehearsal_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)
