"""Before both sides know each other, no address of the site and no channel tells one who the other is."""

import json

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from academy.api.urls import api
from academy.notices import post
from academy.notices.models import Notice
from academy.notices.push import sending
from academy.people.models import AccessToken, User
from academy.people.tokens import create
from academy.people.zones import zones_of
from peer_review import booking, news, rescheduling, standby
from peer_review.models import Evaluation
from tests.peer_review.making import at, fill, meet
from tests.peer_review.test_names import BEFORE, ada, bob, cho, give_away  # noqa: F401 -- fixtures
from tests.test_access import TABLE, address, world  # noqa: F401 -- a fixture

pytestmark = pytest.mark.sqlite

OF_ALL = ("trainee:cohort-leaderboard",)  # names the whole cohort, whoever evaluates whom
SECRETS = {"owner": ("adaquist", "Adelheid Quistorp"), "evaluator": ("evezimmer", "Evamaria Zimmermann")}


@pytest.fixture
def hidden(world, time_machine):  # noqa: F811
    """The world of all addresses, a minute before the names are known, with names that stand nowhere else."""
    for role, (login, name) in SECRETS.items():
        person = world["people"][role]
        person.login, person.name, person.email = login, name, f"{login}@example.org"
        person.save()
    time_machine.move_to(BEFORE, tick=False)
    return world | {"login": "bob"}


def signed_in(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def answer(client, method, path, headers):
    """Everything that comes back, whatever it would have changed."""
    with transaction.atomic():
        response = getattr(client, method)(path, headers=headers, follow=True)
        transaction.set_rollback(True)
    return response.getvalue().decode(errors="replace") + str(response.headers)


def traces_of(role, world):  # noqa: F811
    """What would give this side away: names, and for a team what is named after it."""
    person, evaluation = world["people"][role], Evaluation.objects.get()
    found = [person.login, *person.name.split()]
    return [*found, evaluation.team.key] if role == "owner" else found


@pytest.mark.parametrize(("viewer", "other"), [("owner", "evaluator"), ("evaluator", "owner")])
def test_no_address_tells_one_side_who_the_other_is(hidden, viewer, other):
    client = Client()
    client.force_login(
        hidden["people"][viewer], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    secrets = traces_of(other, hidden)

    told = {
        (name, secret)
        for name, (method, _expected) in TABLE.items()
        if name not in OF_ALL
        for headers in [{}, {"HX-Request": "true"}][: 2 if method == "get" else 1]
        for text in [answer(client, method, address(name, hidden), headers)]
        for secret in secrets
        if secret.lower() in text.lower()
    }

    assert told == set()


@pytest.mark.parametrize(("viewer", "other"), [("owner", "evaluator"), ("evaluator", "owner")])
def test_no_answer_of_the_api_tells_one_side_who_the_other_is(hidden, client, viewer, other):
    _token, secret = create(hidden["people"][viewer], name="api", scope=AccessToken.Scope.READ, days=1)
    values = {"slug": hidden["slug"][""], "run_id": hidden["run_id"]}
    paths = [path for path, methods in api.get_openapi_schema()["paths"].items() if "get" in methods]
    assert paths

    texts = [
        client.get(path.format(**values), headers={"authorization": f"Bearer {secret}"}).content.decode()
        for path in paths
    ]

    assert [trace for trace in traces_of(other, hidden) if trace.lower() in "".join(texts).lower()] == []


def test_no_notice_no_letter_and_no_push_ever_names_anybody(booked, ada, bob, cho, sora, clock):  # noqa: F811
    """Not even later: what lies in a mailbox is read by others too."""
    rescheduling.turn_down(rescheduling.propose(booked, starts_at=at(8), by=ada), by=bob)
    rescheduling.accept(rescheduling.propose(booked, starts_at=at(5), by=bob), by=ada)
    booked.refresh_from_db()
    standby.volunteer(cho, day=at(3).date())
    clock.move_to(at(4, 44))
    standby.call(booked)
    news.soon(at(4, 44))
    clock.move_to(at(5))
    fill(meet(booked), flag="cheat")

    told = list(Notice.objects.select_related("person"))
    zones = zones_of(User.objects.values_list("pk", flat=True))
    letters = [post.letter(notice.person, [notice], zones[notice.person_id]) for notice in told]
    pushed = [sending.message(notice.person, [notice], zones[notice.person_id]).decode() for notice in told]
    rows = json.dumps([[notice.about, notice.url, notice.title, notice.note] for notice in told])
    bodies = "".join(
        letter.subject + letter.body.replace(notice.person.name, "")
        for notice, letter in zip(told, letters, strict=True)
    )

    assert {notice.name for notice in told} >= {"moved", "called", "soon-to-get", "reported", "to-decide"}
    for person in (ada, bob, cho):
        assert give_away(rows + "".join(pushed), person) + give_away(bodies, person) == []


def test_the_page_behind_the_bell_names_nobody(client, booked, ada, bob, clock):  # noqa: F811
    booking.cancel(booked, by=bob)
    client.force_login(ada)

    seen = [client.get(reverse(f"notices:{name}")).content.decode() for name in ("index", "bell")]

    assert "is cancelled" in seen[0]
    assert give_away("".join(seen), bob) == []
