"""Time that people offer, and time that evaluations take."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import quarters
from .evaluations import Evaluation


class Slot(models.Model):
    """A quarter hour in which somebody is ready to evaluate; `evaluation` says for whom it is taken."""

    evaluator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="slots")
    quarter = models.PositiveIntegerField()  # see peer_review.quarters
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, null=True, blank=True, related_name="slots"
    )

    class Meta:
        ordering = ["quarter"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "quarter"], name="evaluator_offers_a_quarter_once"),
        ]
        indexes = [models.Index(fields=["quarter", "evaluation"], name="slots_by_time")]

    def __str__(self) -> str:
        return f"{self.evaluator} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def starts_at(self) -> datetime:
        return quarters.start(self.quarter)


class Presence(models.Model):
    """A person who must be at an evaluation in this quarter: its evaluator, or a member of its team.

    Because both sides have their rows, nobody is in two places at once and nobody evaluates their own team.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="presences")
    quarter = models.PositiveIntegerField()
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="presences")

    class Meta:
        ordering = ["quarter"]
        constraints = [
            models.UniqueConstraint(fields=["user", "quarter"], name="nobody_is_in_two_places_at_once"),
        ]
        indexes = [models.Index(fields=["quarter"], name="presences_by_time")]

    def __str__(self) -> str:
        return f"{self.user} {quarters.start(self.quarter):%Y-%m-%d %H:%M}"
