"""The sheets that evaluators fill."""

from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Project

from ..sheet_file import Sheet


class SheetVersion(models.Model):
    """A sheet as it was loaded. An evaluation keeps its version, whatever the author changes later."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sheets")
    digest = models.CharField(max_length=64)  # sha256 of the content
    content = models.JSONField()
    loaded_at = models.DateTimeField(default=timezone.now)  # the last time this was the folder's sheet

    class Meta:
        ordering = ["-loaded_at", "-pk"]
        verbose_name = _("evaluation sheet")
        verbose_name_plural = _("evaluation sheets")
        constraints = [
            models.UniqueConstraint(fields=["project", "digest"], name="sheet_version_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.digest[:7]}"

    @cached_property
    def sheet(self) -> Sheet:
        return Sheet.model_validate(self.content)
