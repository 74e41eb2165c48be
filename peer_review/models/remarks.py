"""What an evaluator writes beside a line of the pinned work."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .evaluations import Evaluation


class Remark(models.Model):
    """One note on one line. The work is pinned, so the line never moves."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="remarks")
    path = models.CharField(_("file"), max_length=500)
    line = models.PositiveIntegerField(_("line"))  # from 1
    text = models.TextField(_("text"), max_length=2000)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["path", "line"]
        verbose_name = _("remark on a line")
        verbose_name_plural = _("remarks on lines")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "path", "line"], name="line_has_one_remark"),
            models.CheckConstraint(condition=Q(line__gte=1), name="lines_count_from_one"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(path=""), name="remark_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"
