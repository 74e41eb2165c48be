"""What is known about marks: habits of evaluators, estimates of works, and evaluations asked for besides."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort
from projects.models import Attempt

from .evaluations import Evaluation


class Fit(models.Model):
    """The last time the habits of a cohort were estimated from all its marks."""

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="fit")
    marks = models.PositiveIntegerField(default=0)  # that it was made from
    usual = models.FloatField(default=75.0)  # the usual worth of a work
    offset = models.FloatField(default=0.0)  # how lenient everybody is together
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.cohort}: {self.marks}"


class Habit(models.Model):
    """How one person marks, compared with others: points above them, and how noisily."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="habits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="habits")
    given = models.PositiveIntegerField()  # marks
    points = models.FloatField()  # above others; below them with a minus
    deviation = models.FloatField()  # uncertainty of `points`
    noise = models.FloatField()  # variance of one mark

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="person_has_one_habit_per_cohort"),
            models.CheckConstraint(
                condition=Q(deviation__gt=0, noise__gt=0), name="habits_are_never_certain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.points:+.1f}"


class WorkEstimate(models.Model):
    """What a work was worth as far as was known after one of its evaluations."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="estimate")
    worth = models.FloatField()
    deviation = models.FloatField()  # standard deviation
    chance = models.FloatField()  # that it is worth enough to pass
    doubts = models.JSONField(default=list)  # of peer_review.quality.doubts.Doubt
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deviation__gt=0, chance__range=(0, 1)), name="estimates_are_never_certain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worth:.1f} ± {self.deviation:.1f}"


class Extra(models.Model):
    """An evaluation of an attempt besides those that its project asks for. The commons pays its evaluator."""

    class Cause(models.TextChoices):
        DOUBT = "doubt", _("The mark was in doubt")
        SECOND_OPINION = "second_opinion", _("Second opinion")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="extras")
    cause = models.CharField(max_length=14, choices=Cause)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    doubts = models.JSONField(default=list)  # the rules that fired, when the mark was in doubt

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "cause"], name="attempt_has_one_extra_of_a_kind"),
            models.CheckConstraint(
                condition=Q(cause__in=["doubt", "second_opinion"]), name="extra_cause_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.cause}"
