"""A team that does not agree with its mark: a second opinion, or an appeal to the staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Attempt


class Objection(models.Model):
    """What a team asks, what it put aside for it, and how it ended. One of each kind for an attempt."""

    class Kind(models.TextChoices):
        SECOND_OPINION = "second_opinion", _("Second opinion")
        APPEAL = "appeal", _("Appeal to the staff")

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        UPHELD = "upheld", _("The team was right")
        REJECTED = "rejected", _("The mark was right")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="objections")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="objections")
    reason = models.TextField(_("reason"), max_length=2000)
    price = models.PositiveSmallIntegerField(_("price"))  # points in escrow until the end
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # nobody: the further evaluation did it
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "kind"], name="attempt_has_one_objection_of_a_kind"),
            models.CheckConstraint(condition=~Q(reason=""), name="objection_says_why"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, answer="")
                | (Q(state__in=["upheld", "rejected"], ended_at__isnull=False) & ~Q(answer="")),
                name="objection_that_ended_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.kind} ({self.state})"
