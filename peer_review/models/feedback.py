"""What an evaluated team says about its evaluator."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .evaluations import Evaluation

WORST, BEST = 1, 5
grades = (MinValueValidator(WORST), MaxValueValidator(BEST))


class Feedback(models.Model):
    """1 (not at all) to 5 (very) on four questions, and a sentence."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="feedback")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nice = models.PositiveSmallIntegerField(_("friendly"), validators=grades)
    rigorous = models.PositiveSmallIntegerField(_("rigorous"), validators=grades)
    interested = models.PositiveSmallIntegerField(_("interested"), validators=grades)
    punctual = models.PositiveSmallIntegerField(_("punctual"), validators=grades)
    comment = models.TextField(_("comment"), max_length=2000)
    given_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    nice__range=(1, 5),
                    rigorous__range=(1, 5),
                    interested__range=(1, 5),
                    punctual__range=(1, 5),
                ),
                name="feedback_grades_go_from_one_to_five",
            ),
            models.CheckConstraint(condition=~Q(comment=""), name="feedback_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.nice}{self.rigorous}{self.interested}{self.punctual}"
