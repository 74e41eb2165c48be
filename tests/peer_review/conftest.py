import pytest
import time_machine
from django.utils import translation

from peer_review.audit import audit
from tests.making import make_cohort
from tests.peer_review import making


@pytest.fixture(autouse=True)
def clock():
    """Stands still at Monday 10:00 in Gwangju until a test moves it."""
    with time_machine.travel(making.NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def _points_add_up(cohort):
    """After the test, whatever it did, the journal is whole."""
    yield
    assert audit(cohort) == []


@pytest.fixture
def ada(_points_add_up):
    return making.make_trainee("ada")


@pytest.fixture
def bob(_points_add_up):
    return making.make_trainee("bob")


@pytest.fixture
def cho(_points_add_up):
    return making.make_trainee("cho")


@pytest.fixture
def sora(db):
    from tests.making import make_person

    return make_person("sora", role="staff")


@pytest.fixture
def project(db):
    return making.make_project()


@pytest.fixture
def attempt(project, ada):
    """Ada's work, open for evaluation."""
    return making.make_attempt(project, ada)


@pytest.fixture
def booked(attempt, bob):
    """Bob evaluates Ada four hours from now, at 14:00."""
    making.offer(bob)
    return making.book(attempt)


@pytest.fixture
def met(booked, clock):
    """It is 14:00, and both have come."""
    clock.move_to(booked.starts_at)
    return making.meet(booked)
