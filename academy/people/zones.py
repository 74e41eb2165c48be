"""Times are stored in UTC and shown in the zone of the person's cohort."""

from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .models import Cohort, Enrolment, User


def cohort_of(user: User) -> Cohort | None:
    """The cohort that a trainee is in now; None for staff, mentors and those who left."""
    enrolment = (
        Enrolment.objects.filter(user=user, state__in=Enrolment.PRESENT).select_related("cohort").first()
    )
    return enrolment.cohort if enrolment else None


def zones_of(user_ids: Iterable[int]) -> dict[int, ZoneInfo]:
    """Where the clocks of these people stand: that of their cohort, or of the academy. In one query."""
    ids = list(user_ids)
    present = Enrolment.objects.filter(user__in=ids, state__in=Enrolment.PRESENT).select_related("cohort")
    found = {enrolment.user_id: enrolment.cohort.zone for enrolment in present}
    return {user_id: found.get(user_id, ZoneInfo(settings.TIME_ZONE)) for user_id in ids}


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
