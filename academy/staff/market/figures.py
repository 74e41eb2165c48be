"""What staff see of a cohort's market: how much money there is, how it moves, and who is stuck."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort, User
from peer_review import economy, evaluations, gifts, weekly
from peer_review.models import Account, Entry
from projects.models import Attempt

HEIGHT, STEP = 100, 24  # of the drawing, in its own units
UNDOABLE_SHOWN = 20


@dataclass(frozen=True)
class Bar:
    """So many people have so many points."""

    points: int
    people: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Stuck:
    """Somebody without a point whose work waits for evaluations."""

    account: Account
    attempt: Attempt

    @property
    def user(self) -> User | None:
        return self.account.user

    @property
    def since(self) -> datetime | None:
        return self.attempt.closed_at


def bars(balances: Sequence[int]) -> list[Bar]:
    """The distribution, one bar for each number of points from none to the most that anybody has."""
    counts = Counter(balances)
    highest = max(counts.values(), default=1)
    found = []
    for position in range(max(counts, default=-1) + 1):
        height = HEIGHT * counts[position] // highest
        found.append(Bar(position, counts[position], position * STEP, HEIGHT - height, height))
    return found


def stuck(figures: economy.Economy) -> list[Stuck]:
    """Nobody in the team has a point, and evaluations are to be booked; the longest wait comes first."""
    accounts = {holder.account.user_id: holder.account for holder in figures.holders}
    waiting = Attempt.objects.filter(
        state=Attempt.State.EVALUATION, team__memberships__user__in=[u for u in accounts if u]
    )
    waiting = waiting.distinct().order_by("closed_at").select_related("team__project")
    attempts = list(waiting.prefetch_related("team__members"))
    missing = evaluations.missing_of(attempts)
    found = []
    for attempt in attempts:
        team = [accounts[member.pk] for member in attempt.team.members.all() if member.pk in accounts]
        if missing[attempt.pk] and not any(account.balance for account in team):
            found += [Stuck(account, attempt) for account in team]
    return found


def undoable(cohort: Cohort) -> QuerySet[Entry]:
    """What staff could still undo, the latest first."""
    entries = Entry.objects.filter(reason__in=gifts.UNDOABLE, undone_by=None)
    of_cohort = entries.filter(transfers__source__cohort=cohort) | entries.filter(
        debts__account__cohort=cohort
    )
    related = of_cohort.distinct().select_related("by", "evaluation__team__project")
    return related.prefetch_related("transfers__source__user", "transfers__target__user").order_by("-pk")


def moved(entry: Entry) -> list[tuple[User, int]]:
    """Who got or lost how many points by an entry."""
    found = []
    for one in entry.transfers.all():
        found += [(one.target.user, one.amount)] if one.target.user else []
        found += [(one.source.user, -one.amount)] if one.source.user else []
    return found


def plan_in_words(plan: weekly.Plan) -> list[tuple[str, int]]:
    """The figures of a weekly act, each with its name."""
    return [
        (_("Returned above the soft cap"), plan.returned),
        (_("Dividends"), len(plan.dividends)),
        (_("Newly issued"), plan.issued),
        (_("Burned"), plan.burned),
        (_("Points of trainees afterwards"), plan.supply_after),
        (_("Common pool afterwards"), plan.commons_after),
    ]


def of(cohort: Cohort) -> dict[str, object]:
    now = timezone.now()
    found = economy.economy_of(cohort, now)
    return {
        "figures": found,
        "velocity": economy.velocity(cohort, now, found.supply),
        "bars": bars([holder.balance for holder in found.holders]),
        "stuck": stuck(found),
        "undoable": [(entry, moved(entry)) for entry in undoable(cohort)[:UNDOABLE_SHOWN]],
    }


def in_words(value: object) -> str:
    """The value of a rule as staff read it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return "–" if value is None else str(value)
