"""Who is kept apart from whom: team mates, those who have met, returned favours."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np
from django.db.models import Q, QuerySet

from projects.models import Attempt

from ..models import Evaluation
from .offers import PER_DAY
from .problem import Ints, Pairs
from .quarter_of import QuarterOf
from .rules import Rules

FOR_EVER = 2**40
Teams = Mapping[int, set[int]]  # members by team


def pairs_of(
    attempts: Sequence[Attempt], teams: Teams, people: Ints, rules: Rules, now: datetime
) -> tuple[Pairs, Pairs]:
    """Whom the rules keep from each attempt, and whom it would rather not meet again so soon.

    `people` rise.
    """
    mine = needs_of(attempts, teams)
    own = [(need, user) for user, needs in mine.items() for need in needs]
    recently = now - timedelta(days=max(rules.favour_days, rules.repeat_days, rules.recent_days))
    given_by, given_to = _given_by(mine, recently), _given_to(mine, recently, teams)
    banned, recent = _for_ever(own + _met(attempts, given_to), people), Pairs.of([])
    strict = np.array([not _relaxed(attempt, rules, now) for attempt in attempts], bool)
    repeats = [(member, evaluator, quarter) for _team, member, evaluator, quarter in given_to]
    for meetings, days in ((given_by, rules.favour_days), (repeats, rules.repeat_days)):
        need, person, quarter = _concerning(meetings, own, people)
        recent = recent.and_also(Pairs(need, person, *_around(quarter, rules.recent_days)))
        kept = strict[need]
        banned = banned.and_also(Pairs(need[kept], person[kept], *_around(quarter[kept], days)))
    return banned, recent


def _for_ever(pairs: Sequence[tuple[int, int]], people: Ints) -> Pairs:
    need, user = _columns(pairs, 2)
    person, known = _places(user, people)
    since = np.zeros(known.sum(), np.int64)
    return Pairs(need[known], person[known], since, since + FOR_EVER)


def _columns(rows: Iterable[tuple[int, ...]], width: int) -> Ints:
    return np.array(list(rows), np.int64).reshape(-1, width).T


def _places(users: Ints, people: Ints) -> tuple[Ints, np.ndarray]:
    """Where these users stand among the people, and which of them do at all."""
    if not len(people):
        return np.zeros(len(users), np.int64), np.zeros(len(users), bool)
    place = np.minimum(np.searchsorted(people, users), len(people) - 1)
    return place, people[place] == users


Meeting = tuple[int, int, int]  # a member of a team that waits, the other side, the quarter


def _concerning(
    meetings: Sequence[Meeting], own: Sequence[tuple[int, int]], people: Ints
) -> tuple[Ints, Ints, Ints]:
    """Needs, people and quarters: each meeting for every need of its member."""
    member, other, quarter = _columns(meetings, 3)
    person, known = _places(other, people)
    need, user = _columns(sorted(own, key=lambda pair: pair[1]), 2)
    first, last = np.searchsorted(user, member), np.searchsorted(user, member, side="right")
    count = np.where(known, last - first, 0)
    which = np.repeat(np.arange(len(count)), count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return need[first[which] + within], person[which], quarter[which]


def _around(quarter: Ints, days: int) -> tuple[Ints, Ints]:
    """Starts that are less than `days` away, before or after."""
    return quarter - days * PER_DAY + 1, quarter + days * PER_DAY


def _relaxed(attempt: Attempt, rules: Rules, now: datetime) -> bool:
    waited = now - (attempt.closed_at or now)
    return rules.relax_after is not None and waited >= timedelta(hours=rules.relax_after)


def _met(attempts: Sequence[Attempt], given_to: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """Those who have evaluated the team of an attempt: the same two never meet twice on one project."""
    needs: dict[int, list[int]] = {}
    for need, attempt in enumerate(attempts):
        needs.setdefault(attempt.team_id, []).append(need)
    return [(need, user) for team, _member, user, _at in given_to for need in needs.get(team, ())]


def needs_of(attempts: Sequence[Attempt], teams: Teams) -> dict[int, list[int]]:
    """Which attempts each member belongs to."""
    needs: dict[int, list[int]] = defaultdict(list)
    for need, attempt in enumerate(attempts):
        for user in teams[attempt.team_id]:
            needs[user].append(need)
    return needs


# Two questions, each with an index of its own: one for both would look at every evaluation of the months.


def _given_by(users: Collection[int], since: datetime) -> list[Meeting]:
    """Whom these users have evaluated or are going to: they would return a favour."""
    rows = _paired().filter(evaluator__in=users, starts_at__gte=since)
    table = rows.values_list("evaluator", "team__memberships__user", QuarterOf("starts_at"))
    return [(user, member, quarter) for user, member, quarter in table if member]


def _given_to(
    users: Collection[int], since: datetime, teams: Collection[int]
) -> list[tuple[int, int, int, int]]:
    """Teams, members, evaluators, quarters: who has evaluated these users or is going to.

    Since then, because the pair would meet again; and of these teams however long ago.
    """
    near = Q(starts_at__gte=since) | Q(team__in=teams)
    rows = _paired().filter(near, team__memberships__user__in=users)
    return list(rows.values_list("team", "team__memberships__user", "evaluator", QuarterOf("starts_at")))


def _paired() -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(state__in=Evaluation.PAIRED).order_by()
