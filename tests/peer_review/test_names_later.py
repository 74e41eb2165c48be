"""The same secrecy where more than two meet: helpers, reports, objections, supervisors, letters, sockets."""

import json
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.core import mail
from django.urls import reverse

from academy.notices import post
from academy.people.zones import zones_of
from peer_review import (
    attendance,
    fallback,
    feedback,
    hearings,
    objections,
    rescheduling,
    standby,
    supervisors,
    waiting,
)
from peer_review.models import Objection, Waiting
from projects.models import Attempt
from tests.making import make_person
from tests.peer_review.making import at, book, fill, make_attempt, make_project, make_trainee, meet, offer
from tests.peer_review.quality.test_one_more import give, set_rules
from tests.peer_review.test_names import everything_told_to, give_away

pytestmark = pytest.mark.sqlite


@pytest.fixture
def ada(_points_add_up):
    return make_trainee("adaquist", name="Adelheid Quistorp", pk=70123)


@pytest.fixture
def bob(_points_add_up):
    return make_trainee("bobzimmer", name="Bohumil Zimmermann", pk=70456)


@pytest.fixture
def cho(_points_add_up):
    return make_trainee("chowdhury", name="Champaka Chowdhury", pk=70789)


@pytest.fixture
def helper(db):
    return make_person("mentorius", role="mentor", name="Menelaos Mentorius", pk=70999)


def test_helpers_and_the_team_that_they_help_learn_the_names_in_time(client, attempt, ada, helper, clock):
    waiting.ask(attempt, by=ada)
    clock.move_to(at(48))
    client.force_login(helper)
    assert give_away(client.get(reverse("peer_review:asked")).content.decode(), ada) == []

    taken = fallback.take(Waiting.objects.get(), by=helper, starts_at=at(50))

    assert give_away(everything_told_to(client, helper, taken), ada) == []
    assert give_away(everything_told_to(client, ada, taken), helper) == []


def test_a_report_tells_nothing_about_the_next_evaluator(client, ada, bob, cho, clock):
    attempt = make_attempt(make_project(evaluations=2), ada)
    offer(bob)
    offer(cho, start=10)
    reported, later = book(attempt), book(attempt, start=10)
    clock.move_to(at(4))
    fill(meet(reported), flag="cheat")
    hearings.answer(reported, by=ada, statement="We wrote every line.")

    for evaluation in (reported, later):
        assert give_away(everything_told_to(client, ada, evaluation), cho) == []
    assert give_away(everything_told_to(client, bob, reported), cho) == []
    assert give_away(everything_told_to(client, cho, later), bob) == []
    assert give_away(everything_told_to(client, cho, later), ada) == []


@pytest.fixture
def marked(ada, bob, cohort, clock):
    set_rules(cohort, asks_one_more=False)
    attempt = make_attempt(make_project("capstone", evaluations=1), ada)
    give(attempt, bob, 60, clock=clock)
    return Attempt.objects.get(pk=attempt.pk)


def test_a_second_opinion_is_given_without_knowing_whose_and_about_whom(client, marked, ada, bob, cho):
    why = "The evaluator asked about another project."
    objections.object_to(marked, kind=Objection.Kind.SECOND_OPINION, by=ada, reason=why)
    offer(cho, start=8)
    further = book(marked, start=8)

    assert give_away(everything_told_to(client, ada, further), cho) == []
    told = everything_told_to(client, cho, further)
    assert give_away(told, ada) + give_away(told, bob) == []
    assert why not in told


def test_a_supervisor_and_their_letter_name_no_evaluator(
    client, marked, bob, sora, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        supervisors.invite(marked, name="Ms Park", email="park@company.example", by=sora)
    letter = mail.outbox[-1].body

    link = next(word for word in letter.split() if "/supervisor/" in word)
    page = client.get(link[link.index("/supervisor/") :].removeprefix("/"), follow=True)

    assert give_away(letter, bob) == []
    assert give_away(page.content.decode(), bob) == []


def test_the_letter_about_feedback_names_nobody(met, ada, bob, clock):
    fill(met)
    clock.shift(timedelta(hours=21))

    feedback.remind(at(4) + timedelta(hours=21))

    letter = post.letter(ada, ada.notices.filter(name="feedback-due"), zones_of([ada.pk])[ada.pk])
    assert "A word to your evaluator" in letter.body
    assert give_away(letter.subject + letter.body, bob) == []


@pytest.mark.django_db(transaction=True)
def test_no_message_of_any_act_says_more_than_look_again(settings, clock):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    ada, bob, cho = (make_trainee(login) for login in ("ada", "bob", "cho"))
    layer = get_channel_layer()
    inbox = async_to_sync(layer.new_channel)()
    for person in (ada, bob, cho):
        async_to_sync(layer.group_add)(f"person-{person.pk}", inbox)
    heard = []

    def listen():  # before the clock moves on: what nobody has fetched goes stale
        queue = layer.channels[inbox]
        heard.append({json.dumps(queue.get_nowait()[1]) for _ in range(queue.qsize())})

    offer(bob)
    (found,) = waiting.ask(make_attempt(make_project(), ada), by=ada)
    listen()
    rescheduling.accept(rescheduling.propose(found, starts_at=at(8), by=ada), by=bob)
    listen()
    standby.volunteer(cho, day=at(8).date())
    clock.move_to(at(7, 45))
    standby.call(found)
    attendance.check_in(found, by=bob)
    listen()
    clock.move_to(at(8))
    fill(meet(found))
    listen()

    assert heard == [{'{"type": "changed"}'}] * 4
