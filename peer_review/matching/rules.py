"""Who may evaluate whom, and what makes one evaluator better than another, as numbers.

The numbers are those of rule 6 in docs/points.md. Costs are in tenths of an hour: a cost of 30 means that the
team would rather wait three hours longer.
"""

from dataclasses import dataclass

from academy.people.models import Cohort

from ..market_settings import settings_of


@dataclass(frozen=True)
class Rules:
    """One rule set for both doors: picking a time, and being found an evaluator."""

    favour_days: int = 30  # whoever was evaluated by somebody does not evaluate them so soon
    repeat_days: int = 14  # the same two do not meet so soon again
    relax_after: float | None = None  # hours of waiting after which both become a cost; None: never
    rank_gap: int = 2  # circles that an evaluator may be behind the project

    night: int = 60  # waiting over a night
    patience: float = 48.0  # hours of age after which each hour of waiting weighs twice
    per_point: int = 10  # each point that the evaluator holds: the poor earn first
    most_points: int = 12  # more than these weigh no more
    per_evaluation: int = 10  # each evaluation that they give on that day already
    per_level: int = 30  # each circle that they are below
    recent_pair: int = 60  # they met within `recent_days`
    recent_days: int = 60
    unmatched: int = 700  # leaving a team without anybody, and 10 more per hour of its age


def rules_of(cohort: Cohort) -> Rules:
    """As the cohort's settings say."""
    market = settings_of(cohort)
    return Rules(
        favour_days=market.no_return_days,
        repeat_days=market.no_repeat_days,
        relax_after=market.pairs_relax_after_hours,
        rank_gap=market.evaluator_level_gap,
        per_point=market.cost_point_tenths,
        most_points=market.cost_point_cap,
        per_evaluation=market.cost_load_tenths,
        per_level=market.cost_level_tenths,
        recent_pair=market.cost_recent_pair_tenths,
        recent_days=market.recent_pair_days,
        night=market.cost_night_tenths,
        patience=float(market.patience_hours),
        unmatched=market.cost_unmatched_tenths,
    )
