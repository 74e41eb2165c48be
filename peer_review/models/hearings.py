"""The side of a team that was reported for cheating."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .evaluations import Evaluation


class Hearing(models.Model):
    """The team may answer a report until a time; before that nobody upholds it unless the team has spoken."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="hearing")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    answer_until = models.DateTimeField()
    statement = models.TextField(_("what the team says"), blank=True, max_length=5000)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["answer_until"]
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")
        constraints = [
            models.CheckConstraint(
                condition=Q(statement="", stated_by__isnull=True, stated_at__isnull=True)
                | (~Q(statement="") & Q(stated_by__isnull=False, stated_at__isnull=False)),
                name="statement_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}"
