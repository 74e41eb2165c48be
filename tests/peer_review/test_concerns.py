"""A worrying situation: the evaluator tells the staff, and nobody else ever learns of it, in any channel."""

import pytest
from django.urls import reverse

from academy.notices import post
from academy.people.models import AccessToken
from academy.people.tokens import create
from academy.people.zones import zones_of
from peer_review import feedback, hearings
from peer_review.models import Evaluation, Objection
from tests.peer_review.making import COMMENT, at
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture

WORD = "zugzwang"  # stands nowhere else
FILLED = {
    "q-runs": "yes",
    "q-style": "2",
    "flag": "ok",
    "comment": COMMENT,
    "concern": f"They cried: {WORD}.",
}


@pytest.fixture
def told(site, met, bob):  # noqa: F811
    site(bob).post(path("room", met.key), FILLED)
    return Evaluation.objects.get(pk=met.pk)


def pages(evaluation):
    one = ["evaluation", "room", "file", "archive"]
    addresses = [path(name, evaluation.key) for name in one]
    addresses += [path("mark", evaluation.attempt_id), path("book", evaluation.attempt_id)]
    addresses += [path(name) for name in ("evaluations", "points", "mirror", "slots")]
    project = reverse("trainee:project", args=[evaluation.team.project.slug])
    return [*addresses, reverse("home"), project, reverse("people:own")]


def read(browser, evaluation):
    parts = [
        browser.get(address, headers=headers, follow=True).content
        for address in pages(evaluation)
        for headers in ({}, {"HX-Request": "true"})
    ]
    return b"\n".join(parts).decode()


@pytest.mark.parametrize("login", ["ada", "bob", "cho"])
def test_no_page_of_anybody_but_staff_tells_it(site, told, ada, bob, cho, login):  # noqa: F811
    person = {"ada": ada, "bob": bob, "cho": cho}[login]

    text = read(site(person), told)

    assert WORD not in text
    assert "They cried" not in text


def test_staff_read_it_where_they_look(site, told, sora):  # noqa: F811
    assert WORD in site(sora).get(path("evaluation", told.key)).content.decode()


def test_no_letter_and_no_answer_of_the_api_tells_it(client, told, ada, clock):
    clock.move_to(at(26))
    feedback.remind(at(26))
    _token, secret = create(ada, name="api", scope=AccessToken.Scope.READ, days=1)
    headers = {"authorization": f"Bearer {secret}"}

    answers = [client.get(f"/api/{name}", headers=headers).content for name in ("me", "projects")]

    letter = post.letter(ada, ada.notices.all(), zones_of([ada.pk])[ada.pk])
    assert "A word to your evaluator" in letter.body
    assert WORD not in letter.subject + letter.body
    assert all(WORD.encode() not in answer for answer in answers)


def test_it_changes_no_mark_and_opens_no_hearing(told):
    assert (told.state, told.mark, told.flag) == ("done", 70, "ok")
    assert not hearings.Hearing.objects.exists()
    assert not Objection.objects.exists()
