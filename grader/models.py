"""The life of a grader run, kept in rows: a message to a worker is only a hint."""

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Submission

from .contest_models import Contest as Contest
from .contest_models import Score as Score

WORKER_SILENCE = timedelta(seconds=30)  # a worker that has not been heard of for so long counts as gone


class Run(models.Model):
    """One judgement of one submission.

    There are three outcomes, not two: the work passed, the work failed (`done`), or we failed (`broken`).
    """

    class Purpose(models.TextChoices):
        CHECK = "check", _("Check")  # after each push: visible cases only, costs nothing
        FINAL = "final", _("Final")  # after closing the attempt: every case, decides
        EXAM = "exam", _("Exam")  # one exercise of an exam: every case, decides a step
        RERUN = "rerun", _("Rerun")  # staff look again: every case, decides nothing, goes last

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
    rank = models.PositiveSmallIntegerField(default=0)  # smaller goes first: grader.line.rank
    needs = models.CharField(max_length=100, blank=True)  # labels that its worker must offer: grader.labels
    tries = models.PositiveSmallIntegerField(default=0)  # also the fence: a result of an older try is dropped
    strikes = models.PositiveSmallIntegerField(default=0)  # tries in which its box or its worker died
    spared = models.PositiveSmallIntegerField(default=0)  # tries that an outage ended: no strikes
    worker = models.CharField(max_length=120, blank=True)
    failed_on = models.CharField(max_length=120, blank=True)  # the worker of the last fault: others go first
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
        indexes = [models.Index(fields=["state", "rank", "requested_at"], name="runs_in_line")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(purpose__in=["final", "exam"]) & ~Q(state__in=["cancelled", "broken"]),
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
            models.CheckConstraint(
                condition=Q(purpose__in=["check", "final", "exam", "rerun"]), name="run_purpose_is_known"
            ),
            models.CheckConstraint(
                condition=Q(strikes__lt=3) | Q(strikes=3, state="broken"),
                name="three_strikes_and_it_is_broken",
            ),
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


class RunEvent(models.Model):
    """Something that happened to a run. Rows are added and never changed."""

    class Kind(models.TextChoices):
        QUEUED = "queued"
        CLAIMED = "claimed"
        STAGE = "stage"
        LOST = "lost"
        FAULT = "fault"
        OUTAGE = "outage"
        RELEASED = "released"
        CANCEL_ASKED = "cancel"
        CANCELLED = "cancelled"
        SUPERSEDED = "superseded"
        VERDICT = "verdict"
        BROKEN = "broken"
        TOLD = "told"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(default=0)  # of the try; 0 before the first
    worker = models.CharField(max_length=120, blank=True)
    detail = models.TextField(blank=True)  # a fault is for staff alone; of a stage it is the name
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"],
                condition=Q(kind__in=["verdict", "cancelled", "superseded", "broken"]),
                name="run_ends_once",
            ),
            models.UniqueConstraint(
                fields=["run", "detail"], condition=Q(kind="told"), name="staff_are_told_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("queued", "claimed", "stage", "lost", "fault", "outage", "released"),
                        *("cancel", "cancelled", "superseded", "verdict", "broken", "told"),
                    ]
                ),
                name="kind_of_event_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of run {self.run_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What has happened to a run is not changed afterwards.")
        super().save(*args, **kwargs)


class Standstill(models.Model):
    """A time in which no worker takes a run, because staff want it so. At most one is not over."""

    began_at = models.DateTimeField(default=timezone.now)
    over = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["over"], condition=Q(over=False), name="one_standstill_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(over=True, ended_at__isnull=False) | Q(over=False, ended_at=None),
                name="standstill_that_is_over_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Standstill since {self.began_at:%F %R}"


class Worker(models.Model):
    """A process that grades, as last heard of. It writes what it is; staff write what it should do."""

    class Wish(models.TextChoices):
        WORK = "work"
        PAUSE = "pause"  # ends what it has, takes nothing new
        DRAIN = "drain"  # gives back what it has, takes nothing new

    name = models.CharField(max_length=120, unique=True)
    boot = models.CharField(max_length=32)  # new at each start: boxes of other boots are orphans
    seen_at = models.DateTimeField()
    engine_answers = models.BooleanField(default=False)
    engine_version = models.CharField(max_length=60, blank=True)
    trouble = models.TextField(blank=True)  # why it does not grade, in a sentence for staff
    started_at = models.DateTimeField(default=timezone.now)
    places = models.PositiveSmallIntegerField(default=1)  # boxes at once
    labels = models.CharField(max_length=100, blank=True)  # what it offers: grader.labels
    wish = models.CharField(max_length=5, choices=Wish, default=Wish.WORK)
    resting = models.BooleanField(default=False)  # it pauses itself after faults; `trouble` says why
    wake_asked = models.BooleanField(default=False)  # staff end that rest
    ending = models.BooleanField(default=False)  # its process has been told to end
    disk_free = models.PositiveBigIntegerField(null=True, blank=True)  # bytes, where it keeps trees and tasks

    class Meta:
        ordering = ["name"]
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        constraints = [
            models.CheckConstraint(
                condition=Q(wish__in=["work", "pause", "drain"]), name="wish_of_worker_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_alive(self) -> bool:
        return self.seen_at > timezone.now() - WORKER_SILENCE

    @property
    def takes_runs(self) -> bool:
        able = self.is_alive and self.engine_answers and not (self.resting or self.ending)
        return able and self.wish == self.Wish.WORK

    @property
    def short_name(self) -> str:
        """What trainees may see of a name that says host and process."""
        return short_name(self.name)


def short_name(worker: str) -> str:
    return hashlib.sha256(worker.encode()).hexdigest()[:4]
