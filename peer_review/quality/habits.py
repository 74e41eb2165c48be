"""How everybody marks, kept so that one work can be judged without looking at all marks again."""

import numpy as np
from django.db import transaction
from django.utils import timezone

from academy.people.models import Cohort, User

from ..models import Evaluation, Fit, Habit
from ..sheet_file import POSITIVE
from .estimate import NOISE_VARIANCE, fit
from .gather import gather

GROWTH, AT_LEAST = 0.05, 5  # a refit follows so many new marks


def fit_of(cohort: Cohort, *, fresh: bool = False) -> Fit:
    """The cohort's fit, made anew when enough marks have come since; `fresh` counts every one.

    Otherwise only those of evaluations that began since are counted, which an index finds.
    """
    last = Fit.objects.filter(cohort=cohort).first()
    if last is None:
        return refit(cohort)
    marks = Evaluation.objects.filter(cohort=cohort, state=Evaluation.State.DONE, flag__in=POSITIVE)
    marks = marks.filter(evaluator__role=User.Role.TRAINEE)  # the others are witnesses: see gather
    if fresh:
        is_old = marks.count() > last.marks
    else:
        is_old = marks.filter(starts_at__gte=last.made_at).count() >= last.marks * GROWTH + AT_LEAST
    return refit(cohort) if is_old else last


@transaction.atomic
def refit(cohort: Cohort) -> Fit:
    """Estimate every habit from all marks of the cohort: milliseconds, even for a year."""
    gathered = gather(cohort)
    marks = gathered.marks
    estimate = fit(marks, gathered.witnesses)
    given = np.bincount(marks.evaluator, minlength=marks.evaluators)
    Habit.objects.bulk_create(
        (
            Habit(
                cohort=cohort,
                user_id=user,
                given=int(given[place]),
                points=float(estimate.habit[place]),
                deviation=float(np.sqrt(estimate.habit_variance[place])),
                noise=float(estimate.noise[place]),
            )
            for place, user in enumerate(gathered.people)
        ),
        update_conflicts=True,
        unique_fields=["cohort", "user"],
        update_fields=["given", "points", "deviation", "noise"],
    )
    made, _created = Fit.objects.update_or_create(
        cohort=cohort,
        defaults={
            "marks": len(marks.value),
            "usual": estimate.usual,
            "offset": estimate.offset,
            "made_at": timezone.now(),
        },
    )
    return made


def mirror(user: User, cohort: Cohort) -> Habit | None:
    """What a person may know about how they mark: their own habit, and nobody else's."""
    fit_of(cohort, fresh=True)
    return Habit.objects.filter(user=user, cohort=cohort).first()


def noise_of(habit: Habit | None) -> float:
    return habit.noise if habit else NOISE_VARIANCE
