"""The XP ledger."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .attempts import Attempt
from .curriculum import Project


class XpEntry(models.Model):
    """XP that one attempt paid to one person. Rows are added, never changed; a total is their sum."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="xp_entries")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="xp_entries")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="xp_entries")
    amount = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("XP entry")
        verbose_name_plural = _("XP entries")
        constraints = [
            models.UniqueConstraint(fields=["user", "attempt"], name="attempt_pays_xp_once_to_each_member"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="xp_entry_adds_something"),
        ]

    def __str__(self) -> str:
        return f"+{self.amount} {self.project} → {self.user}"
