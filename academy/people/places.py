"""How much room there is. An invitation keeps a place until it expires or is withdrawn."""

from collections import Counter

from .models import Cohort, Enrolment, SchoolClass


def places_left(cohort: Cohort) -> int:
    present = cohort.enrolments.filter(state__in=Enrolment.PRESENT).count()
    kept = cohort.invitations.keeping_a_place().count()
    return cohort.capacity - present - kept


def places_left_by_class(cohort: Cohort) -> dict[SchoolClass, int]:
    """In the order of the classes."""
    enrolments = cohort.enrolments.filter(state__in=Enrolment.PRESENT)
    # Two queries for all classes; one per class would be twelve for every line of a form.
    present = Counter(enrolments.values_list("school_class", flat=True))
    kept = Counter(cohort.invitations.keeping_a_place().values_list("school_class", flat=True))
    return {each: each.capacity - present[each.pk] - kept[each.pk] for each in cohort.classes.all()}


def roomiest_class(cohort: Cohort) -> SchoolClass | None:
    """The class with most room; the first of equals; None when all are full."""
    room = places_left_by_class(cohort)
    best = max(room, key=lambda each: room[each], default=None)
    return best if best and room[best] > 0 else None


def open_cohort() -> Cohort | None:
    """The cohort that anybody may join now, if there is one and it has room."""
    cohort = Cohort.objects.filter(open_signup=True).first()
    return cohort if cohort and places_left(cohort) > 0 else None


def lock(cohort: Cohort) -> Cohort:
    """The cohort as it is now; whoever else counts its places waits until this transaction ends."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)
