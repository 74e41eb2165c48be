"""The weekly act: what is above the soft cap returns, the poorest get a dividend, what is too much burns.

`plan` decides and touches nothing, so that staff can try other rules; `act` carries it out, once a week.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from academy.people.models import Cohort

from . import alarms, audit, ledger, sales
from .economy import Economy, Holder, economy_of
from .ledger import Kind, Move
from .market_settings import settings_of
from .models import Alarm, Entry, MarketSettings, WeeklyAct

HOUR = 4  # on Monday, in the cohort's zone

Reason = Entry.Reason


@dataclass(frozen=True)
class Plan:
    """What a weekly act would move, in points."""

    economy: Economy
    returns: Sequence[tuple[Holder, int]]
    issued: int
    dividends: Sequence[Holder]  # one point each
    burned: int

    @property
    def returned(self) -> int:
        return sum(amount for _holder, amount in self.returns)

    @property
    def supply_after(self) -> int:
        return self.economy.supply - self.returned + len(self.dividends)

    @property
    def commons_after(self) -> int:
        return self.economy.commons + self.returned + self.issued - len(self.dividends) - self.burned


def plan(economy: Economy, rules: MarketSettings) -> Plan:
    """What the rules make of the figures."""
    returns = list(_returns(economy.holders, rules))
    returned = sum(amount for _holder, amount in returns)
    reserve = rules.reserve_points * economy.heads
    gap = rules.target_points * economy.heads - (economy.supply - returned)
    dividends = _dividends(economy, rules, gap)
    pool = economy.commons + returned
    issued = max(0, len(dividends) - max(0, pool - reserve))
    pool += issued - len(dividends)
    burned = max(0, pool - reserve * rules.burn_above_percent // 100)
    return Plan(economy, returns, issued, dividends, burned)


def _returns(holders: Sequence[Holder], rules: MarketSettings) -> list[tuple[Holder, int]]:
    """A part of what is above the soft cap, rounded up."""
    excess = [(holder, holder.balance - rules.soft_cap_points) for holder in holders]
    parts = [(holder, -(-above * rules.soft_cap_return_percent // 100)) for holder, above in excess]
    return [(holder, part) for holder, part in parts if part > 0]


def _dividends(economy: Economy, rules: MarketSettings, gap: int) -> list[Holder]:
    """When money is short: the poorest of those who offered time, at most a part of the heads."""
    most = max(0, min(gap, economy.heads * rules.dividend_heads_percent // 100))
    willing = [holder for holder in economy.holders if holder.offered]
    poorest = sorted(willing, key=lambda holder: (holder.balance - holder.account.owed, holder.account.pk))
    return [holder for holder in poorest if holder.balance < rules.ceiling_points][:most]


def absurd(planned: Plan, rules: MarketSettings) -> str:
    """Why no sane market would do this, in a sentence; empty when it is sensible."""
    economy = planned.economy
    if planned.returned * 2 > economy.supply:
        return _("More than half of all points would return to the common pool.")
    if planned.issued > economy.heads:
        return _("More than one point a head would be issued.")
    if planned.burned > max(economy.heads, 1) * rules.target_points:
        return _("More than the target of the whole cohort would burn.")
    return ""


def monday(cohort: Cohort, now: datetime) -> date:
    """The week of the cohort that `now` lies in."""
    today = now.astimezone(cohort.zone).date()
    return today - timedelta(days=today.weekday())


def due(now: datetime) -> list[Cohort]:
    """Cohorts under way whose act of this week has neither happened nor been refused."""
    found = []
    for cohort in Cohort.objects.filter(starts_on__lte=now + timedelta(days=1)):
        local, week = now.astimezone(cohort.zone), monday(cohort, now)
        begun = cohort.starts_on < week and cohort.ends_on >= local.date()
        if (
            begun
            and (local.weekday() or local.hour >= HOUR)
            and not WeeklyAct.objects.filter(cohort=cohort, week=week)
        ):
            found.append(cohort)
    return found


@transaction.atomic
def act(cohort: Cohort, now: datetime) -> WeeklyAct | None:
    """Carry out the act of this week; None if it has happened already.

    It is refused, and staff are told, when the points do not add up or the plan is absurd.
    """
    ledger.lock(cohort)
    week = monday(cohort, now)
    if WeeklyAct.objects.filter(cohort=cohort, week=week, refused="").exists():
        return None
    planned = plan(economy_of(cohort, now), settings_of(cohort))
    why = "; ".join(audit.audit(cohort)[:3]) or absurd(planned, settings_of(cohort))
    if why:
        alarms.put(cohort, Alarm.Kind.WEEK, [why])
        return _record(planned, cohort, week, refused=why[:300])
    _carry_out(planned, cohort, week)
    alarms.put(cohort, Alarm.Kind.WEEK, [])
    sales.review(cohort)
    return _record(
        planned,
        cohort,
        week,
        returned=planned.returned,
        issued=planned.issued,
        paid=len(planned.dividends),
        burned=planned.burned,
    )


def _record(planned: Plan, cohort: Cohort, week: date, **what: int | str) -> WeeklyAct:
    figures = planned.economy
    return WeeklyAct.objects.create(
        cohort=cohort,
        week=week,
        heads=figures.heads,
        supply=figures.supply,
        commons=figures.commons,
        **what,
    )


def _carry_out(planned: Plan, cohort: Cohort, week: date) -> None:
    commons, mint, sink = (ledger.account(cohort, kind) for kind in (Kind.COMMONS, Kind.MINT, Kind.SINK))
    steps = {
        Reason.RETURN: [Move(holder.account, commons, amount) for holder, amount in planned.returns],
        Reason.ISSUE: [Move(mint, commons, planned.issued)] if planned.issued else [],
        Reason.DIVIDEND: [Move(commons, holder.account) for holder in planned.dividends],
        Reason.BURN: [Move(commons, sink, planned.burned)] if planned.burned else [],
    }
    for reason, moves in steps.items():
        if moves:
            ledger.post(f"week:{cohort.pk}:{week}:{reason}", reason=reason, moves=moves)
