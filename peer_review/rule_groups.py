"""How the rules of a market stand together on the page of the staff."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# What is named nowhere comes last, under its own head.
GROUPS: list[tuple[Any, list[str]]] = [
    (
        _("Points"),
        ["price_points", "start_points", "target_points", "reserve_points", "credit_points", "fine_points"],
    ),
    (
        _("Every week"),
        [
            "soft_cap_points",
            "soft_cap_return_percent",
            "ceiling_points",
            "dividend_heads_percent",
            "burn_above_percent",
            "sale_from_percent",
        ],
    ),
    (
        _("Pledge"),
        ["pledge_factor", "pledge_factor_in_crunch", "crunch_weeks", "pledge_days", "pledge_minutes"],
    ),
    (
        _("Who evaluates whom"),
        ["no_return_days", "no_repeat_days", "pairs_relax_after_hours", "evaluator_level_gap"],
    ),
    (
        _("Coming and cancelling"),
        [
            "notice_minutes",
            "free_cancel_hours",
            "check_in_minutes",
            "grace_minutes",
            "overdue_hours",
            "standby_percent",
            "standby_patience_minutes",
            "fallback_hours",
            "relief_hours",
            "appeal_days",
        ],
    ),
    (
        _("Matching"),
        [
            "cost_point_tenths",
            "cost_point_cap",
            "cost_load_tenths",
            "cost_level_tenths",
            "cost_recent_pair_tenths",
            "recent_pair_days",
            "cost_night_tenths",
            "patience_hours",
            "cost_unmatched_tenths",
        ],
    ),
    (
        _("Marks"),
        [
            "calibrated_marks",
            "asks_one_more",
            "doubt_deviations_tenths",
            "doubt_percent",
            "mentor_weight",
            "staff_weight",
            "supervisor_weight",
            "supervisor_days",
        ],
    ),
    (
        _("Feedback and objections"),
        [
            "feedback_hours",
            "hearing_hours",
            "objection_days",
            "second_opinion_points",
            "second_opinion_margin",
            "appeal_points",
        ],
    ),
    (_("Haste"), ["books_a_minute", "searches_a_minute", "proposals_a_minute"]),
]
