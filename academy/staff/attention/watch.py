"""Rules that say who needs attention, each with its reason and since when. No row is written here.

Nobody is found whose place is frozen or whose exam is open and not sat yet; time before somebody came (back)
does not count. As many queries for three people as for 180.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.people.models import Cohort, Enrolment

from ..models import AttentionRules, Rule
from . import traces


@dataclass(frozen=True)
class Finding:
    """One alarm. `key` names its facts: while it stays the same nothing has changed."""

    enrolment: Enrolment
    rule: Rule
    since: datetime
    why: str
    key: str


@dataclass(frozen=True)
class Facts:
    """What the rules look at for one person."""

    enrolment: Enrolment
    floor: datetime  # since then they are here, without a break
    handed_in: datetime | None = None
    gave: datetime | None = None
    got_first: datetime | None = None
    seen: datetime | None = None
    xp: int = 0
    xp_before: int = 0
    failed: list[tuple[str, int, datetime]] = field(default_factory=list)  # project, tries, the last one


def rules_of(cohort: Cohort) -> AttentionRules:
    return AttentionRules.objects.filter(cohort=cohort).first() or AttentionRules(cohort=cohort)


def findings(cohort: Cohort, rules: AttentionRules, now: datetime) -> list[Finding]:
    """The longest first."""
    people = list(_facts(cohort, rules, now))
    middle = median([one.xp for one in people]) if people else 0
    middle_before = median([one.xp_before for one in people]) if people else 0
    pace = Pace(middle, middle_before)
    found = [finding for one in people for rule in RULES for finding in rule(one, rules, pace, now)]
    return sorted(found, key=lambda finding: finding.since)


def _facts(cohort: Cohort, rules: AttentionRules, now: datetime) -> Iterator[Facts]:
    enrolments = cohort.enrolments.filter(state=Enrolment.State.ACTIVE).select_related("user", "school_class")
    left_out = traces.in_exam(cohort, now)
    here = [one for one in enrolments if one.user_id not in left_out]
    people = [one.user_id for one in here]
    came_back = traces.came_back(cohort)
    handed_in, gave = traces.handed_in(people), traces.gave(people)
    got_first, failed = traces.got_first(people), traces.failed(people)
    tokens, pushed = traces.used_tokens(people), traces.pushed(people)
    xp, xp_before = traces.xp(people, before=now - timedelta(days=rules.pace_days))
    begins = timezone.make_aware(datetime.combine(cohort.starts_on, time()), cohort.zone)
    for one in here:
        user = one.user_id
        signs = [one.user.last_login, pushed.get(user), gave.get(user), tokens.get(user)]
        yield Facts(
            enrolment=one,
            floor=max(filter(None, [begins, one.user.joined_at, came_back.get(one.pk)])),
            handed_in=handed_in.get(user),
            gave=gave.get(user),
            got_first=got_first.get(user),
            seen=max(filter(None, signs), default=None),
            xp=xp.get(user, 0),
            xp_before=xp_before.get(user, 0),
            failed=failed.get(user, []),
        )


@dataclass(frozen=True)
class Pace:
    """The median XP of the cohort, now and at the time with which it is compared."""

    now: float
    before: float

    def percent(self, xp: int) -> int:
        return int(xp * 100 / self.now) if self.now else 100

    def percent_before(self, xp: int) -> int:
        return int(xp * 100 / self.before) if self.before else 100


def _quiet(one: Facts, rules: AttentionRules, _pace: Pace, now: datetime) -> Iterator[Finding]:
    since = max(filter(None, [one.handed_in, one.floor]))
    if since < now - timedelta(days=rules.quiet_days):
        why = _("Has not handed in anything for %(days)d days; the limit is %(limit)d.")
        yield _finding(one, Rule.QUIET, since, why, days=(now - since).days, limit=rules.quiet_days)


def _unseen(one: Facts, rules: AttentionRules, _pace: Pace, now: datetime) -> Iterator[Finding]:
    since = max(filter(None, [one.seen, one.floor]))
    if since < now - timedelta(days=rules.unseen_days):
        why = _("No sign-in, push or evaluation for %(days)d days; the limit is %(limit)d.")
        yield _finding(one, Rule.UNSEEN, since, why, days=(now - since).days, limit=rules.unseen_days)


def _giving(one: Facts, rules: AttentionRules, _pace: Pace, now: datetime) -> Iterator[Finding]:
    if one.got_first is None:  # nobody has evaluated them either: they are not in the market yet
        return
    since = max(filter(None, [one.gave, one.got_first, one.floor]))
    if since < now - timedelta(days=rules.giving_days):
        why = _("Gets evaluations and has given none for %(days)d days; the limit is %(limit)d.")
        yield _finding(one, Rule.GIVING, since, why, days=(now - since).days, limit=rules.giving_days)


def _tries(one: Facts, rules: AttentionRules, _pace: Pace, _now: datetime) -> Iterator[Finding]:
    for project, tries, last in one.failed:
        if tries >= rules.most_tries:
            why = ngettext(
                "Has failed %(tries)d time at %(project)s.",
                "Has failed %(tries)d times at %(project)s.",
                tries,
            ) % {"tries": tries, "project": project}
            yield Finding(one.enrolment, Rule.TRIES, last, why, f"{project}:{tries}")


def _falling(one: Facts, rules: AttentionRules, pace: Pace, now: datetime) -> Iterator[Finding]:
    then = now - timedelta(days=rules.pace_days)
    if one.floor > then:  # too new, or just back
        return
    percent, before = pace.percent(one.xp), pace.percent_before(one.xp_before)
    if percent < rules.pace_percent and percent < before:
        why = _("Has %(percent)d%% of the cohort's median XP; %(days)d days ago it was %(before)d%%.")
        told = why % {"percent": percent, "before": min(before, 999), "days": rules.pace_days}
        yield Finding(one.enrolment, Rule.PACE, then, told, f"{one.xp}:{percent // 10}")


def _finding(one: Facts, rule: Rule, since: datetime, why: str, **facts: int) -> Finding:
    return Finding(one.enrolment, rule, since, why % facts, since.isoformat())


RULES: tuple[Callable[[Facts, AttentionRules, Pace, datetime], Iterator[Finding]], ...] = (
    _quiet,
    _falling,
    _tries,
    _giving,
    _unseen,
)
