"""What staff have done, to whom and why: the one log of it, which only grows.

The database itself refuses to change or delete a row of either table (`academy.people.append_only`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .cohorts import Cohort


class StaffAct(models.Model):
    """One act of a member of staff. Only `academy.people.acts` writes it.

    `before` and `after` hold what changed, by name: {"mark": 40} → {"mark": 80}.
    """

    class Kind(models.TextChoices):
        MARK = "mark", _("Mark set")
        MARK_BACK = "mark-back", _("Correction of a mark taken back")
        REFUND = "refund", _("Attempt given back")
        REFUND_BACK = "refund-back", _("Attempt counts again")
        COOLDOWN = "cooldown", _("Wait before the next attempt changed")
        EXAM_TIME = "exam-time", _("Time of an exam changed")
        TRACK = "track", _("Track changed")
        POINTS = "points", _("Points given or taken")
        POINTS_BACK = "points-back", _("Movement of points undone")
        FREEZE = "freeze", _("Enrolment frozen")
        UNFREEZE = "unfreeze", _("Enrolment active again")
        WITHDRAW = "withdraw", _("Withdrawn")
        GRADUATE = "graduate", _("Graduated")
        TAKE_BACK = "take-back", _("Taken back into the cohort")
        CHEATING = "cheating", _("Report of cheating decided")
        ABSENCE = "absence", _("Appeal against an absence decided")
        OBJECTION = "objection", _("Objection to a mark decided")
        REGRADE = "regrade", _("Graded once more")
        CANCEL_RUN = "cancel-run", _("Run of the grader cancelled")
        SUPERVISOR = "supervisor", _("Supervisor asked")
        NOTE = "note", _("Note written")
        NOTE_BACK = "note-back", _("Note taken back")
        NUDGE = "nudge", _("Message sent")
        TALK = "talk", _("Talk held")
        FALSE_ALARM = "false-alarm", _("Alarm dismissed")
        ALARM_BACK = "alarm-back", _("Alarm stands again")
        ATTENTION = "attention", _("Rules of attention changed")
        RULES = "rules", _("Rules of the market changed")
        LEADERBOARD = "leaderboard", _("Leaderboard switched")
        WINDOW = "window", _("Time of a project set")
        PLANTED = "planted", _("Known work planted")
        REHEARSAL = "rehearsal", _("Rehearsal ordered")
        INVITE = "invite", _("Invited")
        INVITE_AGAIN = "invite-again", _("Invitation sent again")
        INVITE_BACK = "invite-back", _("Invitation withdrawn")
        WORKER = "worker", _("Worker of the grader told")
        STANDSTILL = "standstill", _("Grader stopped")
        RESUME = "resume", _("Grader resumed")
        CERTIFY = "certify", _("Certificate issued")
        CERTIFY_BACK = "certify-back", _("Certificate revoked")
        ADMIN = "admin", _("Changed in the administration")

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    # No constraint lists the kinds: for a new one SQLite would copy the table, without its triggers.
    kind = models.CharField(_("act"), max_length=12, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acts", verbose_name=_("by")
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )  # none: about the whole site
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="ConcernedPerson", related_name="acts_about", verbose_name=_("whom")
    )
    what = models.CharField(_("what"), max_length=200, blank=True)  # a project, a worker, an address
    ref = models.CharField(max_length=60, blank=True)  # "app.model:id" of the row that tells more
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("act of the staff")
        verbose_name_plural = _("acts of the staff")
        indexes = [models.Index(fields=["ref"], name="acts_by_row")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="")
                | ~Q(
                    kind__in=[
                        *("mark", "mark-back", "refund", "refund-back", "cooldown", "exam-time"),
                        *("points", "points-back", "freeze", "unfreeze", "withdraw", "graduate"),
                        *("take-back", "cheating", "absence", "objection", "false-alarm", "alarm-back"),
                        *("rules", "attention"),
                    ]
                ),
                name="act_over_people_says_why",
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="act_is_of_some_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.what or self.pk}"


class ConcernedPerson(models.Model):
    """Somebody whom an act is about: they may read it."""

    act = models.ForeignKey(StaffAct, on_delete=models.PROTECT, related_name="concerned")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person whom an act is about")
        verbose_name_plural = _("people whom acts are about")
        constraints = [
            models.UniqueConstraint(fields=["act", "person"], name="act_names_a_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}: {self.person_id}"
