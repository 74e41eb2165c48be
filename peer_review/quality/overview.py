"""What staff see about the evaluators of a cohort: evidence for a talk, never a verdict."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db.models import F

from academy.people.models import Cohort, User

from ..models import Evaluation, Habit
from . import pairs, patterns, rates
from .estimate import Estimate, fit
from .gather import Gathered, gather
from .habits import fit_of

SHORT_SHARE, SHORTEST = 0.25, 5  # of the planned minutes; in minutes
FEWEST_WORDS = 8  # different ones, in a comment that says something


@dataclass(frozen=True)
class Line:
    """One finding. `other` is whose work it was about, where it is about a pair."""

    person: User
    other: User | None
    numbers: dict[str, float]


@dataclass(frozen=True)
class Rule:
    """One rule with what it found, beside what it would find among innocent people."""

    name: str
    lines: list[Line]
    tested: int
    expected_false: float


@dataclass(frozen=True)
class Overview:
    rules: list[Rule]
    habits: list[Habit]
    marks: int


def overview(cohort: Cohort) -> Overview:
    """Every rule over all marks of the cohort. A fifth of a second for five months of 180 people."""
    fit_of(cohort, fresh=True)
    gathered = gather(cohort)
    estimate = fit(gathered.marks, gathered.witnesses)
    people = User.objects.in_bulk(_everybody(cohort))
    habits = Habit.objects.filter(cohort=cohort).select_related("user").order_by("-points")
    rules = [
        *_patterns(gathered, estimate, people),
        *_pairs(gathered, estimate, people),
        *_rates(cohort, people),
    ]
    return Overview(rules, list(habits), len(gathered.marks.value))


def _everybody(cohort: Cohort) -> set[int]:
    given = Evaluation.objects.filter(cohort=cohort, filled_at__isnull=False)
    return set(given.values_list("evaluator", flat=True))


def _patterns(gathered: Gathered, estimate: Estimate, people: dict[int, User]) -> list[Rule]:
    found = patterns.same_mark(gathered.marks, estimate)
    rules = []
    for name, constant in (("constant", True), ("copier", False)):
        lines = [
            Line(
                people[gathered.people[one.evaluator]],
                None,
                {"given": one.given, "mean": one.mean, "spread": one.spread},
            )
            for one in found.suspicions
            if one.constant == constant
        ]
        rules.append(Rule(name, lines, found.tested, found.expected_false / 2))
    return rules


def _pairs(gathered: Gathered, estimate: Estimate, people: dict[int, User]) -> list[Rule]:
    found = {
        "favours": pairs.favours(gathered.marks, gathered.owner, estimate),
        "returned": pairs.returned(gathered.marks, gathered.owner, estimate),
    }
    return [
        Rule(
            name,
            [_pair(one, gathered, people) for one in favours.pairs if one.owner < len(gathered.people)],
            favours.tested,
            favours.expected_false,
        )
        for name, favours in found.items()
    ]


def _pair(pair: pairs.Pair, gathered: Gathered, people: dict[int, User]) -> Line:
    one, other = people[gathered.people[pair.evaluator]], people[gathered.people[pair.owner]]
    return Line(one, other, {"given": pair.marks, "excess": pair.excess, "deviations": pair.deviations})


class _Filled(NamedTuple):
    """What one filled sheet says about the care behind it."""

    evaluator: int
    took: timedelta
    minutes: int
    comment: str


def _rates(cohort: Cohort, people: dict[int, User]) -> list[Rule]:
    filled = Evaluation.objects.filter(cohort=cohort, filled_at__isnull=False, met_at__isnull=False)
    filled = filled.annotate(took=F("filled_at") - F("met_at")).order_by("filled_at")
    rows = [_Filled(*row) for row in filled.values_list(*_Filled._fields)]
    return [
        _rate("short", rows, [_is_short(row) for row in rows], people),
        _rate("empty", rows, _say_nothing(rows), people),
    ]


def _rate(name: str, rows: Sequence[_Filled], hits: Sequence[bool], people: dict[int, User]) -> Rule:
    given = Counter(row.evaluator for row in rows)
    times = Counter(row.evaluator for row, hit in zip(rows, hits, strict=True) if hit)
    found = rates.unusual((user, times[user], of) for user, of in given.items())
    lines = [Line(people[one.user], None, {"given": one.of, "times": one.times}) for one in found.flagged]
    return Rule(name, lines, found.tested, found.expected_false)


def _is_short(row: _Filled) -> bool:
    return row.took < timedelta(minutes=max(SHORTEST, SHORT_SHARE * row.minutes))


def _say_nothing(rows: Sequence[_Filled]) -> list[bool]:
    """Comments of very few words, or the same one as before by the same evaluator."""
    before: dict[int, set[str]] = defaultdict(set)
    empty = []
    for row in rows:
        words = row.comment.casefold().split()
        said = " ".join(words)
        empty.append(len(set(words)) < FEWEST_WORDS or said in before[row.evaluator])
        before[row.evaluator].add(said)
    return empty
