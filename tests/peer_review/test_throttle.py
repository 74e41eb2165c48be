import pytest
from django.core.cache import cache
from django.urls import reverse

from peer_review.views.throttle import seconds_to_wait


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


def test_a_door_opens_so_often_a_minute_for_each_person(clock):
    def visit(person):
        return seconds_to_wait("door", person, most=2, per=60)

    assert [visit(1), visit(1), visit(1)] == [0, 0, 60]
    assert visit(2) == 0
    clock.shift(20)
    assert visit(1) == 40
    clock.shift(40)
    assert visit(1) == 0


@pytest.mark.parametrize(
    ("name", "method", "most"), [("book", "get", 40), ("book", "post", 40), ("find", "post", 12)]
)
def test_a_sniper_is_told_when_to_come_again(client, attempt, ada, name, method, most):
    client.force_login(ada)
    client.cookies["django_language"] = "en"
    address = reverse(f"peer_review:{name}", args=[attempt.pk])
    for _ in range(most):
        seconds_to_wait(name, ada.pk, most=most, per=60)

    answer = getattr(client, method)(address)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Come again in" in answer.content.decode()
