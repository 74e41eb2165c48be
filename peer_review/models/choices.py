"""Why an evaluation got the evaluator that it has. For staff only."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .evaluations import Evaluation


class Choice(models.Model):
    """What the matching knew when it chose; costs in tenths of an hour (peer_review.matching.rules)."""

    class Door(models.TextChoices):
        TIME = "time", _("The team picked a time")
        SEARCH = "search", _("The academy searched for the team")
        STANDBY = "standby", _("Somebody on standby took over")
        STAFF = "staff", _("Staff or a mentor took it")
        MENTOR = "mentor", _("The project asks for a mentor")

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="choice")
    door = models.CharField(max_length=7, choices=Door)
    parts = models.JSONField(default=dict)  # cause → cost of the one who was chosen
    others = models.JSONField(default=list)  # the next best: {"person": id, "parts": {…}}
    considered = models.PositiveIntegerField(default=1)  # people who could have done it
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("choice of an evaluator")
        verbose_name_plural = _("choices of evaluators")
        constraints = [
            models.CheckConstraint(
                condition=Q(door__in=["time", "search", "standby", "staff", "mentor"]),
                name="choice_came_through_a_known_door",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.door}"

    @property
    def cost(self) -> int:
        return sum(self.parts.values())
