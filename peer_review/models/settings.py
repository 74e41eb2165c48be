"""The rules of a cohort's market: what evaluations cost, who may meet whom, how long people wait.

Every default is that of docs/points.md. A new number needs a field, a line in `ranges.RANGES` and a place in
`rule_groups.GROUPS`.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort

from .ranges import RANGES


def _number(name: str, label: Any, default: int, help_text: Any) -> models.PositiveSmallIntegerField:
    low, high = RANGES[name]
    validators = [MinValueValidator(low), MaxValueValidator(high)]
    return models.PositiveSmallIntegerField(
        label, default=default, help_text=help_text, validators=validators
    )


def list_of_days(value: object) -> None:
    days = value if isinstance(value, list) else [None]
    if not all(isinstance(day, str) and _is_date(day) for day in days):
        raise ValidationError(_("Write days like 2026-06-15, with commas between them."))


def _is_date(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False


class MarketSettings(models.Model):
    """What one cohort has agreed on. Read it by `market_settings.settings_of`; there is always one."""

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="market_settings")

    price_points = _number("price_points", _("price of an evaluation"), 1, _("Points."))
    start_points = _number("start_points", _("points to start with"), 5, _("Points of somebody who joins."))
    target_points = _number(
        "target_points", _("target"), 5, _("Points per active trainee; below it the weekly act adds some.")
    )
    reserve_points = _number(
        "reserve_points", _("reserve of the common pool"), 1, _("Points per active trainee.")
    )
    credit_points = _number(
        "credit_points", _("credit"), 2, _("Most points that one person may owe, for bookings and fines.")
    )
    fine_points = _number("fine_points", _("fine"), 1, _("Points, for an evaluator who does not come."))
    soft_cap_points = _number(
        "soft_cap_points", _("soft cap"), 10, _("Points; a part of what is above returns every week.")
    )
    soft_cap_return_percent = _number(
        "soft_cap_return_percent", _("return above the soft cap"), 25, _("Percent of the excess, each week.")
    )
    ceiling_points = _number(
        "ceiling_points", _("ceiling"), 20, _("Points; earnings beyond go to the common pool.")
    )
    dividend_heads_percent = _number(
        "dividend_heads_percent",
        _("most who get a dividend"),
        25,
        _("Percent of the active trainees, each week."),
    )
    burn_above_percent = _number(
        "burn_above_percent",
        _("common pool burns above"),
        200,
        _("Percent of the reserve; what is above leaves the market every week."),
    )
    sale_from_percent = _number(
        "sale_from_percent",
        _("sale begins at"),
        200,
        _("Percent of the reserve; the sale ends when the reserve is reached. 0: never a sale."),
    )

    pledge_factor = _number(
        "pledge_factor",
        _("pledge"),
        1,
        _("Pieces of time to offer for each evaluation that a team asks for. 0: no pledge."),
    )
    pledge_factor_in_crunch = _number(
        "pledge_factor_in_crunch", _("pledge in crunch weeks"), 2, _("The same, in the weeks below.")
    )
    crunch_weeks = models.JSONField(
        _("crunch weeks"),
        default=list,
        blank=True,
        validators=[list_of_days],
        help_text=_("One day of each week, like 2026-06-15."),
    )
    pledge_days = _number("pledge_days", _("pledged time lies within"), 2, _("Days from now."))
    pledge_minutes = _number("pledge_minutes", _("length of a piece"), 30, _("Minutes, in quarter hours."))

    no_return_days = _number(
        "no_return_days", _("no returned favour within"), 30, _("Days after one evaluated the other.")
    )
    no_repeat_days = _number(
        "no_repeat_days", _("no repeat of a pair within"), 14, _("Days after the same two met.")
    )
    pairs_relax_after_hours = models.PositiveSmallIntegerField(
        _("pairs are free after"),
        null=True,
        blank=True,
        help_text=_("Hours that an attempt has waited; empty: never."),
    )
    evaluator_level_gap = _number(
        "evaluator_level_gap",
        _("evaluators are at most so far below"),
        2,
        _("Ranks below the project, where the project does not say otherwise."),
    )
    free_cancel_hours = _number(
        "free_cancel_hours", _("cancelling is free until"), 4, _("Hours before the start.")
    )
    grace_minutes = _number("grace_minutes", _("grace"), 15, _("Minutes before somebody counts as absent."))
    notice_minutes = _number("notice_minutes", _("notice"), 15, _("Minutes between booking and start."))
    overdue_hours = _number(
        "overdue_hours", _("a booking lapses after"), 24, _("Hours after its start without a sheet.")
    )
    standby_percent = _number(
        "standby_percent", _("on standby"), 8, _("Percent of the active trainees, each day.")
    )
    standby_patience_minutes = _number(
        "standby_patience_minutes", _("the next on standby is asked after"), 4, _("Minutes of silence.")
    )
    check_in_minutes = _number("check_in_minutes", _("check-in"), 15, _("Minutes before the start."))
    fallback_hours = _number(
        "fallback_hours", _("staff and mentors are asked after"), 48, _("Hours without an evaluator.")
    )

    relief_hours = _number(
        "relief_hours",
        _("the common pool pays for who has no point after"),
        0,
        _("Hours since the hand-in, when no credit is left either. 0: never."),
    )

    appeal_days = _number(
        "appeal_days", _("appeal against having been absent within"), 7, _("Days after the evaluation.")
    )
    books_a_minute = _number(
        "books_a_minute", _("looks at free times"), 40, _("And bookings, a minute and person.")
    )
    searches_a_minute = _number("searches_a_minute", _("searches"), 12, _("A minute and person."))
    proposals_a_minute = _number(
        "proposals_a_minute", _("proposals of another time"), 20, _("A minute and person.")
    )

    cost_point_tenths = _number(
        "cost_point_tenths", _("cost of a point that the evaluator has"), 10, _("Tenths of an hour.")
    )
    cost_point_cap = _number(
        "cost_point_cap", _("points that count at most"), 12, _("Points; more make no difference.")
    )
    cost_load_tenths = _number(
        "cost_load_tenths", _("cost of an evaluation already given that day"), 10, _("Tenths of an hour.")
    )
    cost_level_tenths = _number(
        "cost_level_tenths", _("cost of a level that the evaluator is below"), 30, _("Tenths of an hour.")
    )
    cost_recent_pair_tenths = _number(
        "cost_recent_pair_tenths", _("cost of a recent pair"), 60, _("Tenths of an hour.")
    )
    recent_pair_days = _number(
        "recent_pair_days", _("a pair is recent for"), 60, _("Days after the same two met.")
    )
    cost_night_tenths = _number(
        "cost_night_tenths", _("cost of a night until the start"), 60, _("Tenths of an hour.")
    )
    patience_hours = _number(
        "patience_hours",
        _("waiting weighs twice after"),
        48,
        _("Hours since the hand-in; it goes on growing at this pace."),
    )
    cost_unmatched_tenths = _number(
        "cost_unmatched_tenths",
        _("cost of leaving a team without anybody"),
        700,
        _("Tenths of an hour, and 10 more for each hour of its age."),
    )

    calibrated_marks = models.BooleanField(
        _("calibrated marks count"),
        default=False,
        help_text=_("The peer part is the estimate of docs/quality.md instead of the plain mean."),
    )
    asks_one_more = models.BooleanField(
        _("one more evaluation in doubt"),
        default=True,
        help_text=_("At most one for each attempt, paid by the common pool."),
    )
    doubt_deviations_tenths = _number(
        "doubt_deviations_tenths",
        _("doubt begins at a gap of"),
        20,
        _("Tenths of a standard deviation, between two evaluators or between peers and the grader."),
    )
    doubt_percent = _number(
        "doubt_percent",
        _("the pass line is inside the doubt from"),
        15,
        _("Percent, the chance of the less likely of passed and failed."),
    )
    mentor_weight = _number(
        "mentor_weight", _("weight of a mentor's evaluation"), 2, _("A trainee's weighs 1.")
    )
    staff_weight = _number(
        "staff_weight", _("weight of an evaluation by staff"), 2, _("A trainee's weighs 1.")
    )
    supervisor_weight = _number(
        "supervisor_weight",
        _("weight of a supervisor's sheet"),
        2,
        _("Of somebody outside the academy. A trainee's weighs 1; with 0 it is shown and does not count."),
    )
    supervisor_days = _number("supervisor_days", _("a supervisor's link lasts"), 14, _("Days."))
    feedback_hours = _number(
        "feedback_hours", _("feedback is due within"), 24, _("Hours after the sheet was filled.")
    )
    hearing_hours = _number(
        "hearing_hours",
        _("a team reported for cheating is heard within"),
        48,
        _("Hours; before that nobody decides unless the team has spoken."),
    )
    objection_days = _number(
        "objection_days", _("second opinion or appeal within"), 7, _("Days after the mark.")
    )
    second_opinion_points = _number(
        "second_opinion_points",
        _("price of a second opinion"),
        1,
        _("Points; returned to who is right."),
    )
    second_opinion_margin = _number(
        "second_opinion_margin",
        _("a second opinion is right from"),
        10,
        _("Points of the mark above the mean of the others."),
    )
    appeal_points = _number(
        "appeal_points", _("price of an appeal"), 1, _("Points; returned when staff uphold it.")
    )

    class Meta:
        verbose_name = _("market settings")
        verbose_name_plural = _("market settings")
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__range": limits}), name=f"market_{name}_makes_sense"
                )
                for name, limits in RANGES.items()
            ),
            models.CheckConstraint(
                condition=Q(soft_cap_points__lte=F("ceiling_points")),
                name="market_soft_cap_is_below_the_ceiling",
                violation_error_message=_("The soft cap is not above the ceiling."),
            ),
            models.CheckConstraint(
                condition=Q(start_points__lte=F("ceiling_points"))
                & Q(target_points__lte=F("ceiling_points")),
                name="market_start_and_target_are_below_the_ceiling",
                violation_error_message=_("Start and target are not above the ceiling."),
            ),
            models.CheckConstraint(
                condition=Q(pledge_minutes__in=[15, 30, 45, 60, 75, 90, 105, 120]),
                name="market_pledge_is_in_quarter_hours",
                violation_error_message=_("The length of a piece is a number of quarter hours."),
            ),
            models.CheckConstraint(
                condition=Q(pairs_relax_after_hours__isnull=True)
                | Q(pairs_relax_after_hours__range=(1, 336)),
                name="market_pairs_relax_after_makes_sense",
                violation_error_message=_("Pairs become free after 1 to 336 hours, or never."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}"


class SettingsChange(models.Model):
    """One line of the history of a cohort's settings. Lines are added, never changed."""

    market = models.ForeignKey(MarketSettings, on_delete=models.PROTECT, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    changed_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    values = models.JSONField()  # field → [before, after]

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change of market settings")
        verbose_name_plural = _("changes of market settings")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="settings_change_says_why"),
            models.CheckConstraint(condition=~Q(values={}), name="settings_change_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.market}: {', '.join(self.values)}"
