"""Tries at a project, and the pinned bytes of each hand-in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .teams import Team

LOWEST_MARK, BEST_MARK = -42, 125


class Attempt(models.Model):
    """One try of a team. While it is open people push as often as they like; closing it pins one hand-in."""

    class State(models.TextChoices):
        OPEN = "open", _("In progress")
        GRADING = "grading", _("Being graded")
        EVALUATION = "evaluation", _("Under evaluation")
        RETURNED = "returned", _("Returned by the grader")
        FINISHED = "finished", _("Finished")

    UNDER_WAY = (State.OPEN, State.GRADING, State.EVALUATION)

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submission = models.OneToOneField(
        "Submission", on_delete=models.PROTECT, null=True, blank=True, related_name="pinned_by"
    )
    grader_score = models.PositiveSmallIntegerField(null=True, blank=True)  # 0..125
    peer_mark = models.SmallIntegerField(null=True, blank=True)  # -42..125
    mark = models.SmallIntegerField(null=True, blank=True)  # -42..125, only when finished
    ended_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)  # the next attempt may start then
    refunded = models.BooleanField(default=False)  # staff gave it back: the waits do not grow by it

    class Meta:
        ordering = ["team", "number"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="attempt_number_is_unique_in_its_team"),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(state__in=["open", "grading", "evaluation"]),
                name="team_has_one_attempt_under_way",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, submission__isnull=True)
                | Q(
                    state__in=["grading", "evaluation", "returned", "finished"],
                    closed_at__isnull=False,
                    submission__isnull=False,
                )
                # nothing was handed in while an exam or a window lasted
                | Q(
                    state="finished",
                    closed_at__isnull=False,
                    submission__isnull=True,
                    mark__isnull=False,
                    mark=0,
                ),
                name="closed_attempt_has_pinned_work",
            ),
            models.CheckConstraint(
                condition=Q(state="finished", mark__isnull=False, mark__range=(LOWEST_MARK, BEST_MARK))
                | (~Q(state="finished") & Q(mark__isnull=True)),
                name="only_a_finished_attempt_has_a_mark",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["returned", "finished"], ended_at__isnull=False)
                | Q(state__in=["open", "grading", "evaluation"], ended_at__isnull=True),
                name="ended_attempt_says_when",
            ),
            models.CheckConstraint(
                condition=Q(refunded=False) | Q(state__in=["returned", "finished"]),
                name="only_an_ended_attempt_is_given_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} #{self.number}"

    @property
    def title(self) -> str:
        """In words of no language: the project and the number of the try."""
        return f"{self.team.project.slug} #{self.number}"

    @property
    def passed(self) -> bool:
        return self.mark is not None and self.mark >= self.team.project.pass_mark


class Submission(models.Model):
    """Work as it was handed in: a commit, and its tree kept under its digest. Never changed afterwards."""

    class Source(models.TextChoices):
        PUSH = "push", "git push"
        UPLOAD = "upload", _("upload")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="submissions")
    commit = models.CharField(max_length=64)
    tree = models.CharField(max_length=64)  # sha256 of the pinned tree in the "trees" storage
    files = models.PositiveIntegerField()
    size = models.PositiveIntegerField()  # bytes
    source = models.CharField(max_length=6, choices=Source)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "commit"], name="commit_is_submitted_once_per_attempt"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["push", "upload"]), name="submission_source_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.short_commit}"

    @property
    def short_commit(self) -> str:
        return self.commit[:7]
