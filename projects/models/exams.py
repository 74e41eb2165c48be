"""Exams: who sits one, which exercise each step gave, and what was handed in for it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..folder.subjects import LANGUAGES
from .attempts import Attempt, Submission
from .windows import Window


class Sitting(models.Model):
    """One person's exam, from the first look to the end. What is asked is pinned at the start."""

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="sittings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sittings")
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="sitting")
    plan = models.JSONField()  # projects.exam_plan: minutes, wait, steps with their exercises
    seed = models.CharField(max_length=32)  # of the draw
    began_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()  # nothing is taken from then on
    ended_at = models.DateTimeField(null=True, blank=True)  # the mark is made

    class Meta:
        ordering = ["-began_at", "-pk"]
        verbose_name = _("exam")
        verbose_name_plural = _("exams")
        constraints = [
            models.UniqueConstraint(fields=["window", "user"], name="exam_is_sat_once_in_its_window"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("began_at")), name="exam_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.window}"

    @property
    def steps_planned(self) -> int:
        return len(self.plan["steps"])


class SittingStep(models.Model):
    """The exercise that one step of an exam gave to its person."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()  # 1, 2, …
    exercise = models.JSONField()  # name, title, subject, files, task
    marks = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True, blank=True)  # after a failure: nothing is taken before
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="step_is_given_once"),
            models.UniqueConstraint(
                fields=["sitting"], condition=Q(passed_at=None), name="exam_has_one_step_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, blocked_until=None) | Q(failures__gt=0, blocked_until__isnull=False),
                name="failed_step_says_how_long_it_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting}, {self.number}: {self.exercise['name']}"

    @property
    def title(self) -> str:
        return self._in_language("title")

    @property
    def subject(self) -> str:
        return self._in_language("subject")

    @property
    def files(self) -> list[str]:
        return list(self.exercise["files"])

    @property
    def task_digest(self) -> str:
        return str(self.exercise["task"])

    def _in_language(self, key: str) -> str:
        texts: dict[str, Any] = self.exercise[key]
        code = (get_language() or LANGUAGES[0])[:2]
        return str(texts.get(code) or texts[LANGUAGES[0]])


class Answer(models.Model):
    """Work handed in for a step, and what the grader says of it. Void: the grader failed, not the work."""

    class Outcome(models.TextChoices):
        PENDING = "pending", _("Being graded")
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Failed")
        VOID = "void", _("The grader failed")

    step = models.ForeignKey(SittingStep, on_delete=models.PROTECT, related_name="answers")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.PENDING)
    handed_in_at = models.DateTimeField(default=timezone.now)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step"], condition=Q(outcome="pending"), name="step_has_one_answer_being_graded"
            ),
            models.UniqueConstraint(
                fields=["step"], condition=Q(outcome="passed"), name="step_is_passed_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="pending", judged_at=None)
                | Q(outcome__in=["passed", "failed", "void"], judged_at__isnull=False),
                name="judged_answer_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.outcome}"
