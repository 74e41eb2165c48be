"""What an evaluated team says about its evaluator."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .evaluations import Evaluation

BEST = 4
up_to_best = MaxValueValidator(BEST)


class Feedback(models.Model):
    """0 (not at all) to 4 (very) on four questions, and a sentence."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="feedback")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nice = models.PositiveSmallIntegerField(_("friendly"), validators=[up_to_best])
    rigorous = models.PositiveSmallIntegerField(_("rigorous"), validators=[up_to_best])
    interested = models.PositiveSmallIntegerField(_("interested"), validators=[up_to_best])
    punctual = models.PositiveSmallIntegerField(_("punctual"), validators=[up_to_best])
    comment = models.TextField(_("comment"), max_length=2000)
    given_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(
                condition=Q(nice__lte=4, rigorous__lte=4, interested__lte=4, punctual__lte=4),
                name="feedback_grades_go_to_four",
            ),
            models.CheckConstraint(condition=~Q(comment=""), name="feedback_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.nice}{self.rigorous}{self.interested}{self.punctual}"
