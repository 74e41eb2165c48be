"""The XP ledger."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .attempts import Attempt
from .corrections import MarkCorrection
from .curriculum import Project


class XpEntry(models.Model):
    """XP that one attempt paid to one person, or took back when its mark was corrected.

    Rows are added, never changed; a total is their sum.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="xp_entries")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="xp_entries")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="xp_entries")
    correction = models.ForeignKey(
        MarkCorrection, on_delete=models.PROTECT, null=True, blank=True, related_name="xp_entries"
    )
    amount = models.IntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("XP entry")
        verbose_name_plural = _("XP entries")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "attempt"],
                condition=Q(correction__isnull=True),
                name="attempt_pays_xp_once_to_each_member",
            ),
            models.UniqueConstraint(
                fields=["user", "correction"], name="correction_changes_xp_once_for_each_member"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | (Q(correction__isnull=False) & ~Q(amount=0)),
                name="xp_entry_adds_something_or_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount:+} {self.project} → {self.user}"
