"""Scripts for rehearsals of a cohort's rules."""

from collections.abc import Mapping
from typing import Any

from django.forms.models import model_to_dict

from academy.people.models import Cohort
from peer_review.market_settings import settings_of
from peer_review.models import MarketSettings

from .behaviour import Behaviour
from .play import Script

NOT_RULES = {"id", "cohort", "crunch_weeks"}  # weeks of the real calendar mean nothing in a rehearsal


def rules_of(cohort: Cohort | None) -> dict[str, Any]:
    """Every number of the market's rules, by name."""
    values = model_to_dict(settings_of(cohort) if cohort else MarketSettings())
    return {name: value for name, value in values.items() if name not in NOT_RULES}


def script_of(
    cohort: Cohort | None, *, changes: Mapping[str, Any], behaviour: Behaviour, seed: int = 0
) -> Script:
    """The rules of a cohort with some changes. Raises ValueError for a rule that there is not."""
    rules = rules_of(cohort)
    unknown = [name for name in changes if name not in rules]
    if unknown:
        raise ValueError(f"There is no rule {unknown[0]!r}. There are: {', '.join(sorted(rules))}.")
    return Script({**rules, **changes}, behaviour=behaviour, seed=seed)
