"""The life of a grader run, kept in rows: a message to a worker is only a hint."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Submission

WORKER_SILENCE = timedelta(seconds=30)  # a worker that has not been heard of for so long counts as gone


class Run(models.Model):
    """One judgement of one submission.

    There are three outcomes, not two: the work passed, the work failed (`done`), or we failed (`broken`).
    """

    class Purpose(models.TextChoices):
        CHECK = "check", _("Check")  # after each push: visible cases only, costs nothing
        FINAL = "final", _("Final")  # after closing the attempt: every case, decides

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        SUPERSEDED = "superseded", _("Replaced by a newer hand-in")
        BROKEN = "broken", _("The grader failed")

    class Verdict(models.TextChoices):
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Failed")

    WAITING = (State.QUEUED, State.RUNNING)

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="runs")
    purpose = models.CharField(max_length=5, choices=Purpose)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)  # 0..125
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # also the fence: a result of an older try is dropped
    worker = models.CharField(max_length=120, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    waits_until = models.DateTimeField(null=True, blank=True)  # after a fault of ours: not again before then
    cancel_asked = models.BooleanField(default=False)
    fault = models.TextField(blank=True)  # for staff: what went wrong on our side
    task_digest = models.CharField(max_length=64)  # what is asked for, as it was when the run was requested
    image_digest = models.CharField(max_length=100, blank=True)
    report = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "-pk"]
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        indexes = [models.Index(fields=["state", "requested_at"], name="runs_in_the_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(purpose="final") & ~Q(state__in=["cancelled", "broken"]),
                name="submission_has_one_final_run",
            ),
            models.CheckConstraint(
                condition=Q(state="done", verdict__in=["passed", "failed"], score__isnull=False)
                | (~Q(state="done") & Q(verdict="", score__isnull=True)),
                name="only_a_finished_run_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(state="running", leased_until__isnull=False, started_at__isnull=False)
                | (~Q(state="running") & Q(leased_until__isnull=True)),
                name="only_a_running_run_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "cancelled", "superseded", "broken"], ended_at__isnull=False)
                | Q(state__in=["queued", "running"], ended_at__isnull=True),
                name="ended_run_says_when",
            ),
            models.CheckConstraint(condition=Q(purpose__in=["check", "final"]), name="run_purpose_is_known"),
        ]

    def __str__(self) -> str:
        return f"Run {self.pk} ({self.state})"

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING

    @property
    def seconds(self) -> float | None:
        if self.started_at is None or self.ended_at is None:
            return None
        return (self.ended_at - self.started_at).total_seconds()


class CaseRow(models.Model):
    """The result of one case, written as soon as it is known."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="cases")
    stage = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20)
    result = models.JSONField()  # grader.report.CaseResult

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "stage", "name"], name="case_is_judged_once_in_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.stage}/{self.name}: {self.outcome}"


class Worker(models.Model):
    """A process that grades, as last heard of."""

    name = models.CharField(max_length=120, unique=True)
    boot = models.CharField(max_length=32)  # new at each start: boxes of other boots are orphans
    seen_at = models.DateTimeField()
    engine_answers = models.BooleanField(default=False)
    engine_version = models.CharField(max_length=60, blank=True)
    trouble = models.TextField(blank=True)  # why it does not grade, in a sentence for staff
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.name

    @property
    def is_alive(self) -> bool:
        return self.seen_at > timezone.now() - WORKER_SILENCE
