"""Until a quarter of an hour before an evaluation, nothing that reaches a side tells who the other one is."""

import json

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.urls import reverse
from django.utils import timezone

from peer_review import appeals, attendance, booking, feed, names, rescheduling, standby, waiting
from peer_review.models import Evaluation
from tests.peer_review.making import at, book, make_attempt, make_project, make_trainee, offer

pytestmark = pytest.mark.sqlite

BEFORE, REVEAL = at(3, 44), at(3, 45)


# Names, logins and numbers that stand nowhere else on a page.


@pytest.fixture
def ada(_points_add_up):
    return make_trainee("adaquist", name="Adelheid Quistorp", pk=70123)


@pytest.fixture
def bob(_points_add_up):
    return make_trainee("bobzimmer", name="Bohumil Zimmermann", pk=70456)


@pytest.fixture
def cho(_points_add_up):
    return make_trainee("chowdhury", name="Champaka Chowdhury", pk=70789)


def secrets_of(user):
    """Everything that would give somebody away, as it could stand in a page."""
    return [user.login, *user.name.split(), user.email, str(user.pk)]


def pages_of(user, evaluation):
    """Every address at which this person could look for the other side, and what is posted there."""
    key, attempt = evaluation.key, evaluation.attempt_id
    one = ["evaluation", "cancel", "move", "no-show", "room", "file", "archive"]
    addresses = [reverse(f"peer_review:{name}", args=[key]) for name in one]
    whole = ("slots", "evaluations", "points", "standby", "asked", "appeals", "mirror")
    addresses += [reverse(f"peer_review:{name}") for name in whole]
    addresses += [reverse(f"peer_review:{name}", args=[attempt]) for name in ("book", "mark")]
    addresses += [reverse("trainee:project", args=[evaluation.team.project.slug]), reverse("home")]
    addresses.append(reverse("peer_review:feed", args=[feed.of(user).secret]))
    return addresses


def everything_told_to(client, user, evaluation):
    client.force_login(user)
    seen = []
    for address in pages_of(user, evaluation):
        for headers in ({}, {"HX-Request": "true"}):
            response = client.get(address, headers=headers)
            seen.append(response.content + str(response.headers).encode())
    posts = {"code": "000000", "quarter": "1", "comment": "x", "upheld": "no", "reason": "x"}
    for name in (
        "move",
        "answer-move",
        "appeal",
        "check-in",
        "confirm",
        "no-show",
        "feedback",
        "decide",
        "room",
        "draft",
    ):
        response = client.post(reverse(f"peer_review:{name}", args=[evaluation.key]), posts, follow=True)
        seen.append(response.content + str(response.headers).encode())
    hours = {"opens": "09:00", "closes": "22:00", "kind": "second_opinion", "reason": "x"}
    for name in ("find", "stop-waiting", "pledge", "object"):
        response = client.post(
            reverse(f"peer_review:{name}", args=[evaluation.attempt_id]), hours, follow=True
        )
        seen.append(response.content + str(response.headers).encode())
    return b"\n".join(seen).decode()


def give_away(text, other):
    return [secret for secret in secrets_of(other) if secret.lower() in text.lower()]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_page_tells_the_team_who_evaluates(client, booked, ada, bob, clock, language):
    client.cookies["django_language"] = language
    clock.move_to(BEFORE)

    assert give_away(everything_told_to(client, ada, booked), bob) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_page_tells_the_evaluator_whose_work_it_is(client, booked, ada, bob, clock, language):
    client.cookies["django_language"] = language
    clock.move_to(BEFORE)
    text = everything_told_to(client, bob, booked)

    assert give_away(text, ada) == []
    assert booked.team.key not in text
    assert booked.attempt.submission.commit[:7] not in text
    assert "hello" not in text.replace("Hello, Bohumil", "")


def test_this_test_would_find_a_name(client, booked, ada, bob, clock):
    clock.move_to(REVEAL)

    assert bob.login in give_away(everything_told_to(client, ada, booked), bob)
    assert ada.login in give_away(everything_told_to(client, bob, booked), ada)


def test_both_sides_learn_the_names_at_the_same_moment(booked, ada, bob, clock):
    def shown():
        return names.evaluator_for(ada, booked).hidden, names.team_for(bob, booked).hidden

    clock.move_to(BEFORE)
    assert shown() == (True, True)
    clock.move_to(REVEAL)
    assert shown() == (False, False)


def test_people_see_themselves_and_staff_see_everybody(booked, ada, bob, sora):
    assert names.evaluator_for(bob, booked).people == (bob,)
    assert names.team_for(ada, booked).people == (ada,)
    assert names.evaluator_for(sora, booked).people == (bob,)
    assert names.team_for(sora, booked).people == (ada,)


def test_what_was_cancelled_before_the_names_stays_secret_for_ever(client, booked, ada, bob, clock):
    booking.cancel(booked, by=ada)
    clock.move_to(at(100))

    assert give_away(everything_told_to(client, ada, booked), bob) == []
    assert give_away(everything_told_to(client, bob, booked), ada) == []


def test_what_was_cancelled_after_the_names_stays_known(booked, ada, bob, clock):
    clock.move_to(at(3, 50))
    booking.cancel(booked, by=ada)
    booked.refresh_from_db()

    assert booked.revealed(timezone.now())
    assert names.evaluator_for(ada, booked).people == (bob,)


def test_the_evaluator_who_cancelled_does_not_learn_who_takes_over(client, booked, ada, bob, cho, clock):
    offer(cho)
    booking.cancel(booked, by=bob)
    clock.move_to(at(3, 50))

    assert give_away(everything_told_to(client, bob, booked), cho) == []
    assert give_away(everything_told_to(client, bob, booked), ada) == []


def test_the_times_tell_nothing_about_who_offers_them(client, attempt, ada, bob, cho):
    offer(bob)
    client.force_login(ada)
    of_one = client.get(reverse("peer_review:book", args=[attempt.pk]), headers={"HX-Request": "true"})
    offer(cho)
    of_two = client.get(reverse("peer_review:book", args=[attempt.pk]), headers={"HX-Request": "true"})

    def without_token(response):
        text = response.content.decode()
        return text[: text.index("csrfmiddlewaretoken")] + text[text.index("<section") :]

    assert without_token(of_one) == without_token(of_two)


def test_addresses_of_evaluations_do_not_count_up(ada, bob, cho):
    keys = []
    attempt = make_attempt(make_project(evaluations=2), ada)
    for hour, person in ((4, bob), (6, cho)):
        offer(person, start=hour)
        keys.append(book(attempt, start=hour).key)

    assert len(keys[0]) == len(keys[1]) == 16
    assert keys[0][:4] != keys[1][:4]


@pytest.mark.django_db(transaction=True)
def test_a_message_to_a_browser_says_nothing_at_all(settings, clock):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    ada, bob = make_trainee("ada"), make_trainee("bob")
    attempt = make_attempt(make_project(), ada)
    offer(bob)
    layer = get_channel_layer()
    inbox = async_to_sync(layer.new_channel)()
    async_to_sync(layer.group_add)(f"person-{ada.pk}", inbox)

    book(attempt)

    message = async_to_sync(layer.receive)(inbox)
    assert json.dumps(message) == '{"type": "changed"}'


def test_an_evaluation_ends_its_secrecy_only_by_time(booked):
    assert not booked.revealed(BEFORE)
    assert booked.revealed(REVEAL)
    assert Evaluation(starts_at=at(4), ended_at=REVEAL).revealed(at(5))
    assert not Evaluation(starts_at=at(4), ended_at=BEFORE).revealed(at(5))


# -- The later channels --------------------------------------------------------------------------


@pytest.mark.parametrize("proposer", ["ada", "bob"])
def test_a_proposal_of_another_time_names_nobody(client, booked, ada, bob, clock, proposer):
    rescheduling.propose(booked, starts_at=at(8), by={"ada": ada, "bob": bob}[proposer])
    clock.move_to(BEFORE)

    assert give_away(everything_told_to(client, ada, booked), bob) == []
    assert give_away(everything_told_to(client, bob, booked), ada) == []


def test_a_moved_evaluation_names_nobody_until_its_new_time(client, booked, ada, bob, clock):
    rescheduling.accept(rescheduling.propose(booked, starts_at=at(8), by=ada), by=bob)
    booked.refresh_from_db()
    clock.move_to(at(4))

    assert give_away(everything_told_to(client, ada, booked), bob) == []
    assert give_away(everything_told_to(client, bob, booked), ada) == []
    assert not booked.revealed(BEFORE)
    assert booked.revealed(at(7, 45))


def test_what_the_waiting_list_has_found_names_nobody(client, attempt, ada, bob, clock):
    offer(bob)
    (found,) = waiting.ask(attempt, by=ada)
    clock.move_to(BEFORE)

    assert give_away(everything_told_to(client, ada, found), bob) == []
    assert give_away(everything_told_to(client, bob, found), ada) == []


def test_the_early_word_of_the_evaluator_names_nobody(client, booked, ada, bob, clock):
    clock.move_to(at(3, 30))
    attendance.check_in(booked, by=bob)
    booked.refresh_from_db()
    clock.move_to(BEFORE)

    assert give_away(everything_told_to(client, ada, booked), bob) == []
    assert give_away(everything_told_to(client, bob, booked), ada) == []


def test_a_call_to_the_standby_names_neither_side(client, booked, ada, bob, cho, clock):
    standby.volunteer(cho, day=REVEAL.date())
    clock.move_to(REVEAL)
    standby.call(booked)
    client.force_login(cho)

    page = client.get(reverse("peer_review:standby")).content.decode()

    assert "You are called" in page
    assert give_away(page, ada) + give_away(page, bob) == []


def test_an_appeal_of_one_side_stays_between_it_and_the_staff(client, booked, ada, bob, clock):
    clock.move_to(at(4, 15))
    attendance.check_in(booked, by=ada)
    missed = attendance.report_no_show(booked, by=ada)
    appeals.appeal(missed, by=bob, reason="I sat in the other room and waited there.")

    assert "other room" not in everything_told_to(client, ada, missed)


def test_the_api_names_nobody(client, booked, ada, bob, clock):
    from academy.people.models import AccessToken
    from academy.people.tokens import create

    clock.move_to(BEFORE)
    for mine, other in ((ada, bob), (bob, ada)):
        _token, secret = create(mine, name="api", scope=AccessToken.Scope.READ, days=1)
        for path in ("me", "projects", f"projects/{booked.team.project.slug}", "openapi.json"):
            answer = client.get(f"/api/{path}", headers={"authorization": f"Bearer {secret}"})
            assert give_away(answer.content.decode().replace(secret, ""), other) == []


def test_no_mail_goes_out_with_a_name(booked, ada, bob, clock, mailoutbox):
    rescheduling.accept(rescheduling.propose(booked, starts_at=at(8), by=ada), by=bob)

    assert [mail.body for mail in mailoutbox] == []


def test_why_somebody_was_chosen_is_for_staff_alone(client, booked, ada, bob, sora):
    address = reverse("peer_review:evaluation", args=[booked.key])
    client.cookies["django_language"] = "en"
    shown = {}
    for person in (ada, bob, sora):
        client.force_login(person)
        shown[person.login] = "Why this evaluator" in client.get(address).content.decode()

    assert shown == {"adaquist": False, "bobzimmer": False, "sora": True}
