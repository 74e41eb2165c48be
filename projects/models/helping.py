"""Who offers to help others with a project."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .curriculum import Project

MOST_WORDS = 140  # characters


class HelpOffer(models.Model):
    """Somebody who has validated a project may be asked about it. Says nothing of evaluations."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="help_offers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="help_offers")
    words = models.CharField(_("How to ask"), max_length=MOST_WORDS, blank=True)
    offered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-offered_at"]
        verbose_name = _("offer of help")
        verbose_name_plural = _("offers of help")
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="person_offers_help_once_per_project"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.project}"
