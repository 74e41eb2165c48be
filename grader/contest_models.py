"""What hand-ins score, and when a leaderboard closes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort
from projects.models import Project, Team


class Score(models.Model):
    """What one run scored, in whole steps, the more the better. The exact score is only in its cases."""

    run = models.OneToOneField("grader.Run", on_delete=models.CASCADE, related_name="measured")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="scores")
    scorer = models.CharField(max_length=60)
    step = models.FloatField()
    greater = models.BooleanField()  # whether the greater score is the better one
    public = models.IntegerField()
    private = models.IntegerField()
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering = ["-public", "handed_in_at", "pk"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [models.CheckConstraint(condition=Q(step__gt=0), name="score_has_a_step")]

    def __str__(self) -> str:
        return f"{self.team}: {self.public}"


class Contest(models.Model):
    """When the leaderboard of a project closes for a cohort: from then on the private rows decide."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="contests")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="contests")
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        ordering = ["-closes_at"]
        verbose_name = _("contest")
        verbose_name_plural = _("contests")
        constraints = [
            models.UniqueConstraint(fields=["project", "cohort"], name="project_closes_once_for_a_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.cohort}"
