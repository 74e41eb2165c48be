"""Evaluations: one evaluator, one team, one time."""

import secrets
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort, User
from projects.models import Attempt, Team

from .. import quarters
from ..sheet_file import CHEAT, NEGATIVE, POSITIVE, Sheet

REVEAL = timedelta(minutes=15)  # before the start: names, check-in and code


def new_key() -> str:
    return secrets.token_urlsafe(12)


def new_code() -> str:
    return f"{secrets.randbelow(10**6):06}"


class Evaluations(models.QuerySet["Evaluation"]):
    def visible_to(self, user: User) -> "Evaluations":
        """What this person takes or took part in; staff see all."""
        if user.is_staff:
            return self
        return self.filter(Q(evaluator=user) | Q(team__in=Team.objects.filter(memberships__user=user)))

    def with_people(self) -> "Evaluations":
        """All that a line about an evaluation shows, in two queries however many there are."""
        return self.select_related(
            "attempt__submission", "attempt__team__project", "team__project", "evaluator", "replacement"
        ).prefetch_related("team__members")


class Evaluation(models.Model):
    """From the booking to the mark.

    booked ─ sheet filled ─► done, or with staff when cheating is reported ─ staff decide ─► done or dismissed
           ─ otherwise ────► cancelled by a side, missed by a side, or void
    """

    class State(models.TextChoices):
        BOOKED = "booked", _("Booked")
        REFERRED = "referred", _("With the staff")
        DONE = "done", _("Done")
        DISMISSED = "dismissed", _("Set aside by the staff")
        CANCELLED_BY_TEAM = "cancelled_by_team", _("Cancelled by the team")
        CANCELLED_BY_EVALUATOR = "cancelled_by_evaluator", _("Cancelled by the evaluator")
        NO_SHOW_TEAM = "no_show_team", _("The team did not come")
        NO_SHOW_EVALUATOR = "no_show_evaluator", _("The evaluator did not come")
        VOID = "void", _("Did not take place")

    FILLED = (State.REFERRED, State.DONE, State.DISMISSED)
    COUNTING = (State.BOOKED, State.REFERRED, State.DONE)  # these fill the places of an attempt
    PAIRED = (State.BOOKED, State.REFERRED, State.DONE, State.DISMISSED)  # these two do not meet again

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)  # its address
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="evaluations")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="evaluations")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="evaluations")
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evaluations_given"
    )
    sheet = models.ForeignKey("SheetVersion", on_delete=models.PROTECT, related_name="evaluations")
    seed = models.CharField(max_length=16, default=new_key, editable=False)  # secret; draws from the banks
    starts_at = models.DateTimeField(_("start"), db_index=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    state = models.CharField(_("state"), max_length=22, choices=State, default=State.BOOKED)

    price = models.PositiveSmallIntegerField(_("price"), default=1)
    paid_by_commons = models.BooleanField(default=False)  # it stands in for one that staff set aside
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(default=timezone.now, editable=False)
    request = models.CharField(max_length=40, blank=True, editable=False)  # key of the form that asked for it
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacement"
    )

    code = models.CharField(max_length=6, default=new_code, editable=False)  # on the team's screen
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    team_checked_in_at = models.DateTimeField(null=True, blank=True)
    evaluator_checked_in_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)  # the evaluator typed the team's code

    draft = models.JSONField(default=dict, blank=True)  # the form as last saved, before it is filled
    draft_version = models.PositiveIntegerField(default=0, editable=False)  # counts the savings
    draft_page = models.CharField(max_length=16, blank=True, editable=False)  # the open page that saved last
    answers = models.JSONField(default=dict, blank=True)  # question → True, False or 0..5
    flag = models.CharField(_("flag"), max_length=20, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    concern = models.TextField(_("a word to the staff"), blank=True)  # never shown to the team
    mark = models.SmallIntegerField(_("mark"), null=True, blank=True)  # -42..125
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)  # of the mark; set when it is given
    filled_at = models.DateTimeField(null=True, blank=True)

    feedback_reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)  # filled, cancelled, missed or void
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_reason = models.TextField(blank=True)

    objects = Evaluations.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        indexes = [models.Index(fields=["state", "starts_at"], name="evaluations_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "booked",
                        "referred",
                        "done",
                        "dismissed",
                        "cancelled_by_team",
                        "cancelled_by_evaluator",
                        "no_show_team",
                        "no_show_evaluator",
                        "void",
                    ]
                ),
                name="evaluation_state_is_known",
            ),
            # A team stays over its attempts, so this also keeps the evaluators of one attempt distinct.
            models.UniqueConstraint(
                fields=["team", "evaluator"],
                condition=Q(state__in=["booked", "referred", "done", "dismissed"]),
                name="evaluator_meets_a_team_once",
            ),
            models.UniqueConstraint(
                fields=["team", "request"], condition=~Q(request=""), name="request_books_once"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="evaluation_weighs_something"),
            models.CheckConstraint(
                condition=Q(minutes__in=[15, 30, 45, 60, 75, 90, 105, 120]),
                name="evaluation_lasts_whole_quarters",
            ),
            models.CheckConstraint(
                condition=Q(state="booked", ended_at__isnull=True)
                | (~Q(state="booked") & Q(ended_at__isnull=False)),
                name="evaluation_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True)
                | Q(team_checked_in_at__isnull=False, evaluator_checked_in_at__isnull=False),
                name="meeting_needs_both_sides",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["referred", "done", "dismissed"])
                    & Q(filled_at__isnull=False, met_at__isnull=False)
                    & ~Q(comment="")
                    & ~Q(flag="")
                )
                | (~Q(state__in=["referred", "done", "dismissed"]) & Q(filled_at__isnull=True, flag="")),
                name="filled_sheet_has_a_meeting_a_flag_and_a_comment",
            ),
            models.CheckConstraint(
                condition=Q(state="done", mark__isnull=False) | (~Q(state="done") & Q(mark__isnull=True)),
                name="only_an_evaluation_that_is_done_has_a_mark",
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True)
                | Q(flag__in=POSITIVE, mark__range=(0, 125))
                | Q(flag__in=NEGATIVE, mark=0)
                | Q(flag=CHEAT, mark=-42, decided_at__isnull=False),
                name="mark_agrees_with_the_flag",
            ),
            models.CheckConstraint(
                condition=Q(state="referred", flag="cheat", decided_at__isnull=True)
                | Q(state="dismissed", flag="cheat", decided_at__isnull=False)
                | ~Q(state__in=["referred", "dismissed"]),
                name="staff_decide_about_cheating_only",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, decision_reason="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision_reason="")),
                name="decision_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("evaluator")) | Q(decided_by__isnull=True),
                name="nobody_decides_about_their_own_report",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluation {self.key} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("peer_review:evaluation", args=[self.key])

    @property
    def span(self) -> range:
        """The quarters that it takes."""
        return quarters.span(self.starts_at, self.minutes)

    @cached_property
    def asked(self) -> Sheet:
        """The pinned sheet with the questions that were drawn for this evaluation."""
        return self.sheet.sheet.drawn(self.seed)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def reveals_at(self) -> datetime:
        return self.starts_at - REVEAL

    @property
    def is_filled(self) -> bool:
        return self.state in self.FILLED

    def revealed(self, now: datetime) -> bool:
        """Whether both sides may know each other. One that ended before that time stays secret for ever."""
        return now >= self.reveals_at and (self.ended_at is None or self.ended_at >= self.reveals_at)
