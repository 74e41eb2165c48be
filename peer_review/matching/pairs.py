"""Who is kept apart from whom: team mates, those who have met, returned favours."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from projects.models import Attempt

from .. import quarters
from ..models import Evaluation
from .offers import PER_DAY
from .problem import Ints, Pairs
from .rules import Rules

FOR_EVER = 2**40
Teams = Mapping[int, set[int]]  # members by team

Rows = list[tuple[int, int, int, int]]


def pairs_of(
    attempts: Sequence[Attempt], teams: Teams, people: Ints, rules: Rules, now: datetime
) -> tuple[Pairs, Pairs]:
    """Whom the rules keep from each attempt, and whom it would rather not meet again so soon."""
    place = {user: index for index, user in enumerate(people.tolist())}
    own = [(need, user) for need, attempt in enumerate(attempts) for user in teams[attempt.team_id]] + _met(
        attempts
    )
    banned = [(need, place[user], 0, FOR_EVER) for need, user in own if user in place]
    recent: Rows = []
    since = now - timedelta(days=max(rules.recent_days, rules.favour_days, rules.repeat_days))
    mine = needs_of(attempts, teams)
    for evaluator, member, quarter in _meetings(mine.keys(), since):
        repeats = [(need, evaluator, rules.repeat_days) for need in mine.get(member, ())]
        favours = [(need, member, rules.favour_days) for need in mine.get(evaluator, ())]
        for need, other, days in repeats + favours:
            if other in place:
                recent.append((need, place[other], *_around(quarter, rules.recent_days)))
                if not _relaxed(attempts[need], rules, now):
                    banned.append((need, place[other], *_around(quarter, days)))
    return Pairs.of(banned), Pairs.of(recent)


def _around(quarter: int, days: int) -> tuple[int, int]:
    """Starts that are less than `days` away, before or after."""
    return quarter - days * PER_DAY + 1, quarter + days * PER_DAY


def _relaxed(attempt: Attempt, rules: Rules, now: datetime) -> bool:
    waited = now - (attempt.closed_at or now)
    return rules.relax_after is not None and waited >= timedelta(hours=rules.relax_after)


def _met(attempts: Sequence[Attempt]) -> list[tuple[int, int]]:
    """Those who have evaluated the team of an attempt: the same two never meet twice on one project."""
    needs: dict[int, list[int]] = defaultdict(list)
    for need, attempt in enumerate(attempts):
        needs[attempt.team_id].append(need)
    rows = Evaluation.objects.filter(team__in=needs.keys(), state__in=Evaluation.PAIRED)
    return [(need, user) for team, user in rows.values_list("team", "evaluator") for need in needs[team]]


def needs_of(attempts: Sequence[Attempt], teams: Teams) -> dict[int, list[int]]:
    """Which attempts each member belongs to."""
    needs: dict[int, list[int]] = defaultdict(list)
    for need, attempt in enumerate(attempts):
        for user in teams[attempt.team_id]:
            needs[user].append(need)
    return needs


def _meetings(users: Collection[int], since: datetime) -> list[tuple[int, int, int]]:
    """Evaluators, evaluated people and quarters of the meetings of these users, past and promised."""
    paired = Evaluation.objects.filter(state__in=Evaluation.PAIRED, starts_at__gte=since).order_by()
    # Two questions, each with an index of its own: one with OR would look at every evaluation of the months.
    found = {
        pair
        for rows in (paired.filter(evaluator__in=users), paired.filter(team__memberships__user__in=users))
        for pair in rows.values_list("evaluator", "team__memberships__user", "starts_at")
    }
    return [(evaluator, member, quarters.at(when)) for evaluator, member, when in found]
