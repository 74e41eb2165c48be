"""Places in a cohort, and how they changed hands over time."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .cohorts import Cohort, SchoolClass
from .users import User


class Enrolment(models.Model):
    """A trainee's place in a cohort."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        FROZEN = "frozen", _("Frozen")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        GRADUATED = "graduated", _("Graduated")

    PRESENT = (State.ACTIVE, State.FROZEN)

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    school_class = models.ForeignKey(
        SchoolClass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("class"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    started_on = models.DateField(_("since"), default=timezone.localdate)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["cohort", "school_class", "user"]
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=["active", "frozen"]),
                name="person_is_in_one_cohort_at_a_time",
            ),
            models.UniqueConstraint(fields=["user", "cohort"], name="person_enrols_once_in_a_cohort"),
            models.CheckConstraint(
                condition=Q(state__in=["active", "frozen", "withdrawn", "graduated"]),
                name="enrolment_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.cohort}"

    def clean(self) -> None:
        if self.school_class and self.school_class.cohort_id != self.cohort_id:
            raise ValidationError({"school_class": _("This class belongs to another cohort.")})


class EnrolmentChange(models.Model):
    """One line of an enrolment's history. Lines are added, never changed."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="changes")
    before = models.CharField(_("from"), max_length=10, choices=Enrolment.State)
    after = models.CharField(_("to"), max_length=10, choices=Enrolment.State)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    changed_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("enrolment change")
        verbose_name_plural = _("enrolment changes")
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="enrolment_change_changes_something"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="enrolment_change_has_a_reason"),
            models.CheckConstraint(
                condition=Q(before__in=["active", "frozen", "withdrawn", "graduated"])
                & Q(after__in=["active", "frozen", "withdrawn", "graduated"]),
                name="enrolment_change_is_between_known_states",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.before} → {self.after}"
