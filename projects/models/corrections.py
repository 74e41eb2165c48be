"""Marks that were changed after the fact, each with its cause."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .attempts import BEST_MARK, LOWEST_MARK, Attempt


class MarkCorrection(models.Model):
    """One change of a final mark. Rows are added, never changed: undoing one adds another."""

    class Cause(models.TextChoices):
        STAFF = "staff", _("Decided by the staff")
        SECOND_OPINION = "second_opinion", _("Second opinion")
        APPEAL = "appeal", _("Appeal")
        SUPERVISOR = "supervisor", _("Sheet of a supervisor")
        UNDO = "undo", _("Taken back")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="corrections")
    cause = models.CharField(_("cause"), max_length=14, choices=Cause)
    before = models.SmallIntegerField(_("before"))
    after = models.SmallIntegerField(_("after"))
    peer_before = models.SmallIntegerField(null=True, blank=True)
    peer_after = models.SmallIntegerField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # nobody: the rules did it
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("correction of a mark")
        verbose_name_plural = _("corrections of marks")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="mark_correction_says_why"),
            models.CheckConstraint(
                condition=Q(before__range=(LOWEST_MARK, BEST_MARK), after__range=(LOWEST_MARK, BEST_MARK)),
                name="corrected_marks_are_marks",
            ),
            models.CheckConstraint(
                condition=~Q(before=F("after")) | ~Q(peer_before=F("peer_after")),
                name="mark_correction_changes_something",
            ),
            models.CheckConstraint(
                condition=Q(cause="undo", undoes__isnull=False) | (~Q(cause="undo") & Q(undoes__isnull=True)),
                name="only_an_undo_names_what_it_undoes",
            ),
            models.CheckConstraint(
                condition=Q(cause__in=["second_opinion", "supervisor"])
                | Q(cause__in=["staff", "appeal", "undo"], by__isnull=False),
                name="people_sign_their_corrections",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.before} → {self.after}"
