"""What one attempt is worth after its evaluations so far."""

from academy.people.models import Cohort, User
from projects.models import Attempt

from .. import market_settings
from ..models import Evaluation, Fit, Habit, MarketSettings, WorkEstimate
from ..sheet_file import NEGATIVE
from . import doubts as rules
from .doubts import Doubt, Known, Limits
from .estimate import GRADER_VARIANCE, STAFF_VARIANCE, WORK_VARIANCE
from .gather import grader_says
from .habits import fit_of, noise_of

AGAINST_A_MACHINE_THAT_RAN = ("empty_work", "incomplete_work", "invalid_compilation", "crash")

State = Evaluation.State


def weigh(evaluation: Evaluation) -> WorkEstimate | None:
    """Estimate the work after this evaluation, and keep what came out. None while it has no mark."""
    if evaluation.mark is None:
        return None
    known, flagged = look_at(evaluation.attempt, evaluation.cohort)
    limits = limits_of(market_settings.settings_of(evaluation.cohort))
    found = rules.doubts(known, limits)
    if flagged and Doubt.MACHINE not in found:
        found.append(Doubt.MACHINE)
    estimate = WorkEstimate(
        evaluation=evaluation,
        worth=known.worth,
        deviation=known.variance**0.5,
        chance=rules.chance_to_pass(known),
        doubts=found,
    )
    again = ["worth", "deviation", "chance", "doubts"]
    WorkEstimate.objects.bulk_create(
        [estimate], update_conflicts=True, unique_fields=["evaluation"], update_fields=again
    )
    return estimate


def limits_of(settings: MarketSettings) -> Limits:
    return Limits(settings.doubt_deviations_tenths / 10, settings.doubt_percent / 100)


def look_at(attempt: Attempt, cohort: Cohort) -> tuple[Known, bool]:
    """What is known, in closed form from the kept habits; and whether a flag denies what the grader saw."""
    done = list(attempt.evaluations.filter(state=State.DONE).select_related("evaluator"))
    project = attempt.team.project
    fit, grader = fit_of(cohort), grader_says(project, attempt.grader_score)
    givers = Habit.objects.filter(cohort=cohort, user__in=[one.evaluator_id for one in done])
    habits = {habit.user_id: habit for habit in givers}
    peers = [(_corrected(one, fit, habits), noise_of(habits.get(one.evaluator_id))) for one in done]
    seen = [
        (value, STAFF_VARIANCE if one.evaluator.role == User.Role.STAFF else noise)
        for one, (value, noise) in zip(done, peers, strict=True)
    ]
    machine = [] if grader is None else [(grader, GRADER_VARIANCE)]
    evidence = [(fit.usual, WORK_VARIANCE), *seen, *machine]
    weight = sum(1 / variance for _value, variance in evidence)
    worth = sum(value / variance for value, variance in evidence) / weight
    known = Known(seen, worth, 1 / weight, grader, line_of(attempt))
    denies = any(one.flag in AGAINST_A_MACHINE_THAT_RAN for one in done)
    return known, denies and _machine_passed(attempt)


def _corrected(evaluation: Evaluation, fit: Fit, habits: dict[int, Habit]) -> float:
    mark = float(evaluation.mark or 0)
    if evaluation.flag in NEGATIVE or evaluation.evaluator.role != User.Role.TRAINEE:
        return mark
    habit = habits.get(evaluation.evaluator_id)
    return mark - (habit.points if habit else 0.0) - fit.offset


def _machine_passed(attempt: Attempt) -> bool:
    return attempt.grader_score is not None and attempt.grader_score >= attempt.team.project.grader_pass


def line_of(attempt: Attempt) -> float:
    """The peer part at which the final mark reaches the pass mark."""
    project = attempt.team.project
    if attempt.grader_score is None or project.peer_weight == 0:
        return float(project.pass_mark)
    weights = project.grader_weight + project.peer_weight
    return (project.pass_mark * weights - attempt.grader_score * project.grader_weight) / project.peer_weight
