"""Times are stored in UTC and shown in the zone of the person's cohort."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .models import Cohort, Enrolment, User


def cohort_of(user: User) -> Cohort | None:
    """The cohort that a trainee is in now; None for staff, mentors and those who left."""
    enrolment = (
        Enrolment.objects.filter(user=user, state__in=Enrolment.PRESENT).select_related("cohort").first()
    )
    return enrolment.cohort if enrolment else None


class CohortZoneMiddleware:
    """Puts `request.cohort` on every request of a signed-in person and activates its time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cohort = cohort_of(request.user) if request.user.is_authenticated else None
        request.cohort = cohort  # type: ignore[attr-defined]
        if cohort:
            timezone.activate(cohort.zone)
        else:
            timezone.deactivate()
        return self.get_response(request)
