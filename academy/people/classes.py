"""The classes of a cohort."""

from .models import Cohort, SchoolClass

CLASSES = 6


def make_classes(cohort: Cohort, *, count: int = CLASSES) -> list[SchoolClass]:
    """Give a new cohort its classes, numbered from 1."""
    return [SchoolClass.objects.create(cohort=cohort, number=number) for number in range(1, count + 1)]
