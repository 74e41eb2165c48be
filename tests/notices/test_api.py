"""What a token reads of its owner's notices, and marks as read."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone

from academy.notices import inbox
from academy.notices.models import Notice
from academy.notices.telling import tell
from academy.people.models import AccessToken
from academy.people.tokens import create
from tests.making import make_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
PROJECT = {"ko": "첫걸음", "en": "First steps"}


@pytest.fixture
def ada():
    return make_person("ada")


@pytest.fixture
def bearer(client, ada):
    """The client's get or post with a token of ada of this scope."""

    names = count()

    def call(method, path, scope=AccessToken.Scope.WRITE, **given):
        _token, secret = create(ada, name=f"token {next(names)}", scope=scope, days=1)
        headers = {"authorization": f"Bearer {secret}"}
        given = {"content_type": "application/json", **given} if method == "post" else given
        return getattr(client, method)(f"/api/notices{path}", headers=headers, **given)

    return call


def booked(person, key="1"):
    tell([person.pk], "booked-to-get", key=key, url="/evaluations/1/", project=PROJECT, at=AT)
    return Notice.objects.get(person=person, key=key)


def test_somebody_reads_their_own_news_in_their_language_and_time(ada, bearer):
    notice = booked(ada)
    booked(make_person("bob"))
    Notice.objects.filter(pk=booked(ada, "unlisted").pk).update(listed=False)

    (told,) = bearer("get", "", scope=AccessToken.Scope.READ).json()

    assert told["title"] == "First steps is evaluated on 2 Mar, 14:00"
    assert (told["id"], told["kind"], told["is_read"]) == (notice.pk, "booking", False)
    assert told["url"].endswith(f"/notices/{notice.pk}/")


def test_the_newest_come_first_fifty_at_once(ada, bearer):
    for number in range(52):
        booked(ada, str(number))

    first, rest = bearer("get", "").json(), bearer("get", "?offset=50").json()

    assert [len(first), len(rest)] == [50, 2]
    ids = [one["id"] for one in first + rest]
    assert ids == sorted(ids, reverse=True)
    assert bearer("get", "?offset=-1").status_code == 422


def test_one_is_read_or_all_until_a_moment(ada, bearer, time_machine):
    time_machine.move_to(AT, tick=False)
    first = booked(ada)
    booked(ada, "2")
    time_machine.shift(timedelta(minutes=1))
    booked(ada, "3")

    assert bearer("post", f"/{first.pk}/read").json() == {"unread": 2}
    assert len(bearer("get", "?unread=true").json()) == 2
    assert bearer("post", "/read", data={"until": AT.isoformat()}).json() == {"unread": 1}
    assert bearer("post", "/read", data={"until": "2026-03-02T05:00:00"}).status_code == 422
    assert bearer("post", "/read", data={}).json() == {"unread": 0}


def test_a_token_that_may_only_read_marks_nothing(ada, bearer):
    notice = booked(ada)

    statuses = [
        bearer("post", path, AccessToken.Scope.READ).status_code for path in ("/read", f"/{notice.pk}/read")
    ]

    assert statuses == [401, 401]
    assert inbox.unread(ada) == 1


def test_a_stranger_and_somebody_else_find_nothing(client, ada, bearer):
    foreign = booked(make_person("bob"))

    assert client.get("/api/notices").status_code == 401
    assert bearer("post", f"/{foreign.pk}/read").status_code == 404
    assert Notice.objects.get(pk=foreign.pk).read_at is None


@pytest.mark.parametrize("number", [1, 30])
def test_any_number_takes_the_same_queries(ada, client, django_assert_num_queries, number):
    for key in range(number):
        booked(ada, str(key))
    _token, secret = create(ada, name="api", scope=AccessToken.Scope.READ, days=1)
    AccessToken.objects.update(used_at=timezone.now())

    with django_assert_num_queries(3):  # the token, the zone, the notices
        told = client.get("/api/notices", headers={"authorization": f"Bearer {secret}"}).json()

    assert len(told) == number
