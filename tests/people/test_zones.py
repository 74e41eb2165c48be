from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import timezone

from academy.people.zones import CohortZoneMiddleware, cohort_of
from tests.making import make_cohort, make_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def shown_to(rf, user):
    """Noon in Gwangju as this person reads it, and the cohort on their request."""
    request = rf.get("/")
    request.user = user

    def view(request):
        return HttpResponse(f"{timezone.localtime(NOON):%H:%M}")

    answer = CohortZoneMiddleware(view)(request)
    timezone.deactivate()
    return answer.content.decode(), request.cohort


def test_times_are_in_the_zone_of_the_cohort(rf):
    lisbon = make_cohort("lisbon", time_zone="Europe/Lisbon")

    assert shown_to(rf, make_person(cohort=lisbon)) == ("03:00", lisbon)


def test_staff_and_strangers_read_the_time_of_the_academy(rf):
    assert shown_to(rf, make_person(role="staff")) == ("12:00", None)
    assert shown_to(rf, AnonymousUser()) == ("12:00", None)


@pytest.mark.parametrize(
    ("state", "is_in"), [("active", True), ("frozen", True), ("withdrawn", False), ("graduated", False)]
)
def test_the_cohort_of_a_person(state, is_in):
    ada = make_person("ada")
    ada.enrolments.update(state=state)

    assert (cohort_of(ada) is not None) == is_in
