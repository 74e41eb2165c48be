"""Reading and changing the rules of a cohort's market."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Cohort, User
from projects.refusals import Refused

from . import known_rules, ledger
from .models import MarketSettings, SettingsChange


def settings_of(cohort: Cohort) -> MarketSettings:
    """The rules of a cohort as this act knows them; the defaults when they are asked for the first time."""
    return settings_by_id(cohort.pk)


def settings_by_id(cohort_id: int) -> MarketSettings:
    """The same where only the number of the cohort is at hand."""
    known = known_rules.known()
    if cohort_id not in known:
        known[cohort_id] = MarketSettings.objects.get_or_create(cohort_id=cohort_id)[0]
    return known[cohort_id]


@transaction.atomic
def change(cohort: Cohort, *, values: Mapping[str, Any], by: User, reason: str) -> SettingsChange | None:
    """Set some of the rules; None when nothing is different. Raises Refused, ValidationError for nonsense.

    Waits for its turn like every act of the market, so that no act sees half of a change.
    """
    if not by.is_staff:
        raise Refused(_("Only staff change the rules of the market."))
    if not reason.strip():
        raise Refused(_("Say why: the history keeps it."))
    ledger.lock(cohort)
    market = MarketSettings.objects.get_or_create(cohort=cohort)[0]  # as it is behind the lock
    before = model_to_dict(market)
    changed = {name: [before[name], value] for name, value in values.items() if before[name] != value}
    if not changed:
        return None
    for name, (_before, after) in changed.items():
        setattr(market, name, after)
    market.full_clean()
    market.save(update_fields=list(changed))
    known_rules.forget()
    change = SettingsChange.objects.create(market=market, by=by, reason=reason.strip(), values=changed)
    acts.write(
        acts.Kind.RULES,
        by=by,
        cohort=cohort,
        ref=change,
        reason=reason,
        before={name: was for name, (was, _now) in changed.items()},
        after={name: now for name, (_was, now) in changed.items()},
    )
    return change
