import pytest
from django.core.cache import cache
from django.utils import translation

from tests.making import make_cohort
from tests.people import making


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Rate limits live in the cache; each test starts with its own."""
    cache.clear()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def english_browser(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def sora(db):
    return making.make_account("sora", role="staff")


@pytest.fixture
def minji(cohort):
    return making.make_account("minji", cohort=cohort)


@pytest.fixture
def staff_client(client, sora):
    making.sign_in(client, sora)
    return client
