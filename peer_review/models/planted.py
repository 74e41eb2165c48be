"""Known works that staff let peers evaluate, and sheets that people outside the academy fill."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort
from projects.models import Attempt


class Planted(models.Model):
    """An attempt whose worth is known, presented by staff or a mentor, to calibrate evaluators."""

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="planted")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="planted")
    known_mark = models.PositiveSmallIntegerField(_("known mark"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("planted work")
        verbose_name_plural = _("planted works")
        constraints = [
            models.CheckConstraint(condition=Q(known_mark__lte=125), name="known_mark_is_a_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.known_mark}"


class SupervisorSheet(models.Model):
    """A sheet for somebody who accompanied a team at work: a secret link, filled once, no account."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="supervisor_sheets")
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # sha256 of the link's secret
    content = models.JSONField()  # the sheet as it was sent
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    filled_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    mark = models.PositiveSmallIntegerField(_("mark"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("supervisor's sheet")
        verbose_name_plural = _("supervisors' sheets")
        constraints = [
            models.CheckConstraint(
                condition=Q(filled_at__isnull=True, mark__isnull=True, weight=0)
                | (Q(filled_at__isnull=False, mark__range=(0, 100)) & ~Q(comment="")),
                name="supervisor_sheet_is_filled_as_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.name}"
