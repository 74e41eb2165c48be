"""When a cohort may work on a project that is not always open: an exam, a rush, a hackathon."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort

from .curriculum import Project


class Window(models.Model):
    """A time in which a project is open for a cohort. Staff set it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="windows")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="windows")
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opens_at", "-pk"]
        verbose_name = _("window")
        verbose_name_plural = _("windows")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="window_closes_after_it_opens"
            ),
            models.UniqueConstraint(
                fields=["project", "cohort", "opens_at"], name="window_opens_once_for_a_cohort"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.cohort}, {self.opens_at:%F %R}"

    @property
    def is_open(self) -> bool:
        return self.opens_at <= timezone.now() < self.closes_at

    @property
    def is_over(self) -> bool:
        return self.closes_at <= timezone.now()
