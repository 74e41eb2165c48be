"""How a final mark comes about, line by line, for anybody who wants to recompute it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from academy.people.models import User
from projects import marks
from projects.models import Attempt, MarkCorrection

from . import evaluations, names
from .market_settings import settings_of
from .models import Evaluation, Extra, Objection, SupervisorSheet, WorkEstimate
from .quality.doubts import Doubt
from .quality.one_more import latest_estimate
from .sheet_file import CHEAT_MARK, FULL_MARK
from .sheet_form import FLAGS

APART = 30  # points between machine and peers from which the page says so


@dataclass(frozen=True)
class Given:
    """One evaluation in the sum."""

    evaluation: Evaluation
    who: names.Shown
    flag: str
    counts: bool

    @property
    def bonus(self) -> int:
        return max(0, (self.evaluation.mark or 0) - FULL_MARK)


@dataclass(frozen=True)
class Story:
    """Everything that the page of a mark shows."""

    attempt: Attempt
    given: list[Given]
    supervised: list[SupervisorSheet]
    weights: int
    total: int  # sum of mark × weight
    mean: int | None
    exact: float | None  # before rounding down
    estimate: WorkEstimate | None
    calibrated: bool
    parts: marks.Calculation
    apart: bool  # machine and peers
    corrections: list[MarkCorrection]
    extras: list[Extra]
    objections: list[Objection]
    doubts: list[str] = field(default_factory=list)

    @property
    def corrected(self) -> bool:
        return any(one.cause in ("staff", "appeal", "undo") for one in self.corrections)


def told(attempt: Attempt, *, viewer: User) -> Story:
    """The story of a mark as this person may read it; the estimate is for staff unless it counts."""
    filled = attempt.evaluations.filter(state__in=Evaluation.FILLED).with_people().select_related("cohort")
    given = [_given(one, viewer) for one in filled.order_by("filled_at", "pk")]
    counting = [one.evaluation for one in given if one.counts]
    supervised = evaluations.supervised(attempt)
    everything: list[Evaluation | SupervisorSheet] = [*counting, *supervised]
    weights = sum(one.weight for one in everything)
    total = sum((one.mark or 0) * one.weight for one in everything)
    calibrated = bool(given) and settings_of(given[0].evaluation.cohort).calibrated_marks
    estimate = latest_estimate(attempt) if calibrated or viewer.is_staff else None
    extras = list(attempt.extras.all())
    return Story(
        attempt=attempt,
        given=given,
        weights=weights,
        total=total,
        supervised=supervised,
        mean=evaluations.mean_of(everything) if counting else None,
        exact=total / weights if weights else None,
        estimate=estimate,
        calibrated=calibrated,
        parts=marks.calculate(attempt.team.project, grader=attempt.grader_score, peer=attempt.peer_mark),
        apart=_apart(attempt, counting),
        corrections=list(attempt.corrections.select_related("by")),
        extras=extras,
        objections=list(attempt.objections.select_related("by")),
        doubts=[words_of(Doubt(name)) for extra in extras for name in extra.doubts],
    )


def _given(evaluation: Evaluation, viewer: User) -> Given:
    who = names.evaluator_for(viewer, evaluation)
    counts = evaluation.state == Evaluation.State.DONE
    return Given(evaluation, who, str(FLAGS[evaluation.flag]), counts)


def _apart(attempt: Attempt, counting: list[Evaluation]) -> bool:
    """Whether machine and peers say different things, so that the page must not hide it in a mean."""
    if attempt.grader_score is None or not counting:
        return False
    mean = evaluations.mean_of(counting)
    return mean != CHEAT_MARK and abs(mean - attempt.grader_score) >= APART


def words_of(doubt: Doubt) -> str:
    return {
        Doubt.EVALUATORS: _("The evaluators disagree by more than chance explains."),
        Doubt.MACHINE: _("The grader and the peers disagree."),
        Doubt.LINE: _("The pass line lies inside the uncertainty."),
    }[doubt]
