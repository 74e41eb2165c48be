"""What the two sides ask for about one evaluation: another time, and another look by the staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .evaluations import Evaluation


class Reschedule(models.Model):
    """One side proposes another time; nothing changes until the other side accepts."""

    class State(models.TextChoices):
        OPEN = "open", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="reschedules")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_evaluator = models.BooleanField()  # which side proposed; the other one answers
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at"]
        verbose_name = _("proposal of another time")
        verbose_name_plural = _("proposals of another time")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(state="open"), name="one_proposal_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | Q(state__in=["accepted", "declined", "withdrawn"], answered_at__isnull=False),
                name="answered_proposal_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} to {self.to_at:%Y-%m-%d %H:%M}"


class Appeal(models.Model):
    """A side that counts as absent says that it was different. Staff decide, and can undo what it cost."""

    class State(models.TextChoices):
        OPEN = "open", _("With the staff")
        GRANTED = "granted", _("Granted")
        REJECTED = "rejected", _("Rejected")

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="appeal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=2000)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    class Meta:
        ordering = ["made_at"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="appeal_says_why"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True, answer="")
                | (
                    Q(state__in=["granted", "rejected"], decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(answer="")
                ),
                name="decided_appeal_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.state}"
