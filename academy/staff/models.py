"""What staff watch for, and what they did about it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort, Enrolment

RANGES = {
    "quiet_days": (2, 60),
    "unseen_days": (2, 60),
    "giving_days": (3, 90),
    "most_tries": (2, 20),
    "pace_percent": (10, 90),
    "pace_days": (7, 60),
    "patience_days": (1, 14),
}


def _number(name: str, default: int, label: object, help_text: object) -> models.PositiveSmallIntegerField:
    low, high = RANGES[name]
    validators = [MinValueValidator(low), MaxValueValidator(high)]
    return models.PositiveSmallIntegerField(
        label,  # type: ignore[arg-type]  # lazy
        default=default,
        help_text=help_text,  # type: ignore[arg-type]
        validators=validators,
    )


class AttentionRules(models.Model):
    """From when on somebody of a cohort is on the attention list. Without a row the defaults hold."""

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="attention_rules")
    quiet_days = _number("quiet_days", 7, _("no hand-in for"), _("Days."))
    unseen_days = _number("unseen_days", 10, _("not seen for"), _("Days: no sign-in, push or evaluation."))
    giving_days = _number("giving_days", 14, _("no evaluation given for"), _("Days, once they get some."))
    most_tries = _number("most_tries", 3, _("failed tries on one project"), _("Attempts."))
    pace_percent = _number("pace_percent", 50, _("pace below"), _("Percent of the cohort's median XP."))
    pace_days = _number("pace_days", 14, _("pace compared with"), _("Days ago: only falling pace counts."))
    patience_days = _number("patience_days", 3, _("wait after a step"), _("Days until the next is proposed."))

    class Meta:
        verbose_name = _("rules of attention")
        verbose_name_plural = _("rules of attention")
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": limits}), name=f"attention_{name}_makes_sense"
            )
            for name, limits in RANGES.items()
        ]

    def __str__(self) -> str:
        return str(self.cohort)


class Rule(models.TextChoices):
    """Why somebody is on the list."""

    QUIET = "quiet", _("No hand-in")
    PACE = "pace", _("Falling pace")
    TRIES = "tries", _("Many failed tries")
    GIVING = "giving", _("No evaluation given")
    UNSEEN = "unseen", _("Not seen")


class Step(models.Model):
    """What was done about one alarm: a rung of the ladder, or its dismissal. Never changed but taken back."""

    class Kind(models.TextChoices):
        NUDGE = "nudge", _("Message to the trainee")
        NOTE = "note", _("Note")
        TALK = "talk", _("Talk")
        FREEZE = "freeze", _("Freeze")
        DISMISSED = "dismissed", _("False alarm")

    LADDER = (Kind.NUDGE, Kind.NOTE, Kind.TALK, Kind.FREEZE)

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="steps")
    rule = models.CharField(_("rule"), max_length=6, choices=Rule)
    key = models.CharField(max_length=80)  # of the facts: a dismissal holds until they change
    kind = models.CharField(_("step"), max_length=9, choices=Kind)
    text = models.TextField(_("text"), max_length=2000)
    held_on = models.DateField(_("day of the talk"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of attention")
        verbose_name_plural = _("steps of attention")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="step_says_something"),
            models.CheckConstraint(
                condition=Q(rule__in=["quiet", "pace", "tries", "giving", "unseen"]),
                name="step_is_about_a_known_rule",
            ),
            models.CheckConstraint(
                condition=Q(kind="talk", held_on__isnull=False)
                | Q(kind__in=["nudge", "note", "freeze", "dismissed"], held_on__isnull=True),
                name="only_a_talk_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "rule", "key"],
                condition=Q(kind="dismissed", taken_back_at__isnull=True),
                name="alarm_is_dismissed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.rule} {self.kind}"
