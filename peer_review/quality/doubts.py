"""When one more evaluation is worth its price: three rules about one work. Knows no Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import erf, sqrt

from .estimate import GRADER_VARIANCE


class Doubt(StrEnum):
    """Why a mark is not trusted yet."""

    EVALUATORS = "evaluators"  # they disagree by more than their noise explains
    MACHINE = "machine"  # the grader and the peers disagree
    LINE = "pass_line"  # the pass line lies inside the uncertainty


@dataclass(frozen=True)
class Known:
    """One work after its evaluations so far.

    `marks` are (value without its giver's habit, noise variance). `grader` is None where the grader says the
    same of every work, so that it is no witness. `line` is the peer part at which the project is passed.
    """

    marks: Sequence[tuple[float, float]]
    worth: float
    variance: float
    grader: float | None
    line: float


@dataclass(frozen=True)
class Limits:
    deviations: float = 2.0  # of two evaluators, or of machine and peers
    doubtful: float = 0.15  # chance of the rarer side, passed or failed, from which the line is inside


def doubts(known: Known, limits: Limits) -> list[Doubt]:
    tests = {
        Doubt.EVALUATORS: apart(known) > limits.deviations,
        Doubt.MACHINE: against_machine(known) > limits.deviations,
        Doubt.LINE: limits.doubtful < chance_to_pass(known) < 1 - limits.doubtful,
    }
    return [doubt for doubt, fires in tests.items() if fires]


def apart(known: Known) -> float:
    """The widest gap between two evaluators, in standard deviations of such a gap."""
    if len(known.marks) < 2:
        return 0.0
    values = [value for value, _noise in known.marks]
    noise = sum(noise for _value, noise in known.marks) / len(known.marks)
    # Among three the widest of three gaps is looked at: it may be wider.
    return (max(values) - min(values)) / sqrt(2 * noise) - 0.35 * (len(values) - 2)


def against_machine(known: Known) -> float:
    """The gap between the peers' mean and the grader, in standard deviations of such a gap."""
    if known.grader is None or not known.marks:
        return 0.0
    mean = sum(value for value, _noise in known.marks) / len(known.marks)
    noise = sum(noise for _value, noise in known.marks) / len(known.marks) ** 2
    return abs(mean - known.grader) / sqrt(noise + GRADER_VARIANCE)


def chance_to_pass(known: Known) -> float:
    """That the work is worth at least the line."""
    return 0.5 * (1 + erf((known.worth - known.line) / sqrt(2 * known.variance)))
