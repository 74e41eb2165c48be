"""What staff see about the evaluators of a cohort: evidence for a talk, never a verdict."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from academy.people.models import Cohort, User

from ..models import Evaluation, Habit
from . import pairs, patterns, rates
from .estimate import fit
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
    """Every rule over all marks of the cohort. Half a second for a year of 180 people."""
    fit_of(cohort, fresh=True)
    gathered = gather(cohort)
    people = User.objects.in_bulk(_everybody(cohort))
    habits = Habit.objects.filter(cohort=cohort).select_related("user").order_by("-points")
    rules = [*_patterns(gathered, people), *_pairs(gathered, people), *_rates(cohort, people)]
    return Overview(rules, list(habits), len(gathered.marks.value))


def _everybody(cohort: Cohort) -> set[int]:
    given = Evaluation.objects.filter(cohort=cohort, filled_at__isnull=False)
    return set(given.values_list("evaluator", flat=True))


def _patterns(gathered: Gathered, people: dict[int, User]) -> list[Rule]:
    found = patterns.same_mark(gathered.marks, fit(gathered.marks, gathered.witnesses))
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


def _pairs(gathered: Gathered, people: dict[int, User]) -> list[Rule]:
    estimate = fit(gathered.marks, gathered.witnesses)
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


def _rates(cohort: Cohort, people: dict[int, User]) -> list[Rule]:
    filled = Evaluation.objects.filter(cohort=cohort, filled_at__isnull=False, met_at__isnull=False)
    rows = list(filled.order_by("filled_at").only("evaluator", "met_at", "filled_at", "minutes", "comment"))
    return [
        _rate("short", rows, [_is_short(row) for row in rows], people),
        _rate("empty", rows, _say_nothing(rows), people),
    ]


def _rate(name: str, rows: Sequence[Evaluation], hits: Sequence[bool], people: dict[int, User]) -> Rule:
    given = Counter(row.evaluator_id for row in rows)
    times = Counter(row.evaluator_id for row, hit in zip(rows, hits, strict=True) if hit)
    found = rates.unusual((user, times[user], of) for user, of in given.items())
    lines = [Line(people[one.user], None, {"given": one.of, "times": one.times}) for one in found.flagged]
    return Rule(name, lines, found.tested, found.expected_false)


def _is_short(evaluation: Evaluation) -> bool:
    if evaluation.filled_at is None or evaluation.met_at is None:
        return False
    took = (evaluation.filled_at - evaluation.met_at).total_seconds() / 60
    return took < max(SHORTEST, SHORT_SHARE * evaluation.minutes)


def _say_nothing(rows: Sequence[Evaluation]) -> list[bool]:
    """Comments of very few words, or the same one as before by the same evaluator."""
    before: dict[int, set[str]] = defaultdict(set)
    empty = []
    for row in rows:
        words = row.comment.casefold().split()
        said = " ".join(words)
        empty.append(len(set(words)) < FEWEST_WORDS or said in before[row.evaluator_id])
        before[row.evaluator_id].add(said)
    return empty
