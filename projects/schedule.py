"""The weeks of a steady trainee, worked out: what they work on, when they hand in, how long they wait.

Counted in hours of work from the opening of a circle. A project takes its `hours`, then come its evaluations
and as many given to others, and it is validated when the wait is over. A wait is no rest: whatever `requires`
allows is worked on meanwhile. Nothing fails, and windows are open when the trainee comes to them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .folder.project import ProjectFile

# From the hand-in until all its evaluations are done: the longer of the medians of two seeds of 22 rehearsed
# weeks, by the clock without weekends ("22 weeks, lived again" in docs/rehearsal.md). It counts here as if
# all of it fell into hours of work.
WAIT = Fraction(11, 2)
WORKING_DAYS = 5  # in a week

# Of the people in a rehearsal (`passes` in academy/rehearsal/behaviour.py, `judged` in works.py): how many
# attempts pass, and the hours of work before the next one after a failure.
PASSES, REWORK = Fraction(4, 5), 7


@dataclass(frozen=True)
class Step:
    """One project in the schedule of its circle, in hours of work since the circle opened."""

    project: ProjectFile
    begins: Fraction
    handed_in: Fraction
    evaluating: Fraction  # being evaluated, and evaluating as many others
    validated: Fraction

    @property
    def wait(self) -> Fraction:
        return self.validated - self.handed_in


def schedule(projects: Iterable[ProjectFile], hours_a_week: int) -> list[Step]:
    """One project at a time, the first by position of those that may be begun.

    Raises ValueError where projects require each other in a ring.
    """
    left = sorted(projects, key=lambda one: one.position)
    names = {one.slug for one in left}
    steps: list[Step] = []
    now = Fraction(0)
    done: dict[str, Fraction] = {}  # slug → when it is validated
    while left:
        chosen, now = _next(left, now, names, done)
        step = _step(chosen, now, hours_a_week)
        steps.append(step)
        left.remove(chosen)
        done[chosen.slug], now = step.validated, step.handed_in + step.evaluating
    return steps


def _next(
    left: Iterable[ProjectFile], now: Fraction, names: Collection[str], done: Mapping[str, Fraction]
) -> tuple[ProjectFile, Fraction]:
    """The project to begin next, and when: now, or as soon as the first of them is open."""
    opens = [
        (max([now, *(done[name] for name in one.requires if name in names)]), one)
        for one in left
        if all(name in done for name in one.requires if name in names)
    ]
    if not opens:
        raise ValueError("projects require each other: " + ", ".join(one.slug for one in left))
    moment, chosen = min(opens, key=lambda pair: pair[0])  # the first by position of the earliest
    return chosen, moment


def _step(project: ProjectFile, begins: Fraction, hours_a_week: int) -> Step:
    asked = project.evaluations
    evaluating = Fraction(2 * asked.count * asked.minutes, 60)
    # The night after a day of work is longer than a wait, so no wait takes more than the hours of one day.
    wait = min(WAIT, Fraction(hours_a_week, WORKING_DAYS)) if asked.count else Fraction(0)
    handed_in = begins + project.hours
    return Step(project, begins, handed_in, evaluating, handed_in + max(wait, evaluating))


def length(steps: Iterable[Step]) -> Fraction:
    """Hours until the last project is validated."""
    return max((step.validated for step in steps), default=Fraction(0))


def reworks(steps: Iterable[Step]) -> Fraction:
    """Hours more, on the average, for those of whose attempts so many fail as in a rehearsal."""
    failures = 1 / PASSES - 1
    return sum((failures * (REWORK + step.wait) for step in steps if step.wait), Fraction(0))
