"""Projects that ask for a mentor beside the peers, and for seniors instead of any peers."""

import pytest
from django.urls import reverse

from academy import journey
from peer_review import booking, evaluations, fallback, mentors, points, standby, supervisors, waiting
from peer_review.models import Choice, Evaluation, SupervisorSheet, Waiting
from projects.models import Attempt
from projects.refusals import Refused
from tests.making import make_cohort, make_person
from tests.peer_review.making import COMMENT, PERFECT, at, book, make_attempt, make_project, meet, offer

SATISFIED = {"agreed": 4, "quality": 4, "understanding": 4, "communication": 4, "again": 4}


@pytest.fixture
def max(db):
    return make_person("max", role="mentor")


@pytest.fixture
def capstone(ada, cohort, clock):
    return make_attempt(make_project("capstone", evaluations=1, mentor=True, grader_weight=0), ada)


@pytest.fixture
def mentored(capstone, max):
    return mentors.take(capstone, by=max, starts_at=at(2))


def end(evaluation, clock, hours):
    clock.move_to(at(hours))
    return journey.fill(
        meet(evaluation), by=evaluation.evaluator, answers=PERFECT, flag="ok", comment=COMMENT
    )


def state(attempt):
    attempt.refresh_from_db()
    return attempt.state, attempt.mark


def test_a_mentor_stands_beside_the_peers(capstone, mentored, ada):
    assert (mentored.choice.door, mentored.paid_by_commons) == (Choice.Door.MENTOR, True)
    assert points.balance(ada) == 5
    assert evaluations.missing(capstone) == 1
    assert mentors.waiting() == []


def test_who_came_first_took_it(capstone, mentored, sora, bob):
    with pytest.raises(Refused, match="has found somebody"):
        mentors.take(capstone, by=sora, starts_at=at(3))
    with pytest.raises(Refused, match="Only staff and mentors"):
        mentors.take(capstone, by=bob, starts_at=at(3))


def test_peers_do_not_take_the_place_of_the_mentor(capstone, bob, cho, ada):
    offer(bob)
    offer(cho)
    book(capstone)

    with pytest.raises(Refused, match="All evaluations of this attempt are booked"):
        book(capstone, start=4)
    assert mentors.waiting() == [capstone]
    assert points.balance(ada) == 4


def test_a_mentor_who_cancels_leaves_the_place_open(capstone, mentored, max):
    booking.cancel(mentored, by=max)

    assert mentors.waiting() == [capstone]
    assert Evaluation.objects.count() == 1


def test_no_peer_stands_in_for_a_silent_mentor(mentored, cohort):
    assert standby.without_check_in(cohort, at(2)) == []


def test_the_mark_waits_for_mentor_and_supervisor_and_each_weighs(capstone, mentored, bob, sora, clock):
    set_weights(mentor_weight=2, supervisor_weight=2)
    offer(bob)
    peers = book(capstone)
    end(mentored, clock, 2)
    end(peers, clock, 4)
    waits = state(capstone)
    sheet = supervisors.invite(capstone, name="Ms Park", email="park@company.example", by=sora)

    journey.supervise(sheet, answers=SATISFIED, comment=COMMENT)

    assert waits == ("evaluation", None)
    assert state(capstone) == ("finished", 92)  # (100 + 2 × 100 + 2 × 80) ÷ 5


def set_weights(**weights):
    market = make_cohort().market_settings
    type(market).objects.filter(pk=market.pk).update(**weights)


def test_a_supervisor_who_was_faster_waits_for_the_peers(capstone, mentored, bob, sora, clock):
    sheet = supervisors.invite(capstone, name="Ms Park", email="park@company.example", by=sora)
    journey.supervise(sheet, answers=SATISFIED, comment=COMMENT)
    offer(bob)
    peers = book(capstone)
    end(mentored, clock, 2)
    waits = state(capstone)

    end(peers, clock, 4)

    assert waits == ("evaluation", None)
    assert state(capstone)[0] == "finished"


def test_a_supervisor_who_never_answers_holds_nobody_for_ever(capstone, mentored, bob, sora, clock):
    offer(bob)
    peers = book(capstone)
    end(mentored, clock, 2)
    end(peers, clock, 4)
    supervisors.invite(capstone, name="Ms Park", email="park@company.example", by=sora)
    journey.complete(capstone)
    before = state(capstone)
    clock.move_to(SupervisorSheet.objects.get().expires_at)

    journey.complete(capstone)
    journey.complete(capstone)

    assert before == ("evaluation", None)
    assert state(capstone) == ("finished", 100)


def test_without_a_supervisor_to_ask_staff_are_told(capstone, sora):
    assert supervisors.unasked() == [capstone]

    supervisors.invite(capstone, name="Ms Park", email="park@company.example", by=sora)

    assert supervisors.unasked() == []


def test_a_mentor_takes_it_on_the_page_and_staff_are_led_to_the_form(client, capstone, max, sora):
    client.force_login(sora)
    page = client.get(reverse("peer_review:asked")).content.decode()
    assert reverse("peer_review:mark", args=[capstone.pk]) in page
    client.force_login(max)

    client.post(reverse("peer_review:mentor", args=[capstone.pk]), {"day": "2026-03-02", "begins": "14:00"})

    taken = Evaluation.objects.get()
    assert (taken.evaluator, taken.starts_at) == (max, at(4))


def test_seniors_are_asked_at_once_where_the_project_says_so(ada, max, clock, cohort):
    rush = make_attempt(make_project("rush", evaluator="senior"), ada)
    assert booking.times(rush, by=ada) == []  # nobody has validated it yet
    waiting.ask(rush, by=ada)

    assert fallback.asked() == [Waiting.objects.get()]
    taken = fallback.take(Waiting.objects.get(), by=max, starts_at=at(2))

    end(taken, clock, 2)
    assert Attempt.objects.get(pk=rush.pk).state == "finished"


def test_who_has_validated_it_is_a_senior(ada, bob, cohort, clock):
    project = make_project("rush", evaluator="senior")
    attempt = make_attempt(project, bob)
    Attempt.objects.filter(pk=attempt.pk).update(
        state="finished", mark=100, peer_mark=100, ended_at=at(0), retry_at=at(0)
    )
    offer(bob)

    assert book(make_attempt(project, ada)).evaluator == bob


def test_a_mentor_begins_with_what_they_evaluate_and_who_waits(client, mentored, max):
    client.force_login(max, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(reverse("home"), follow=True).content.decode()

    assert mentored.get_absolute_url() in page
    assert reverse("peer_review:slots") not in page  # nor the level and the points of a trainee
    assert reverse("trainee:growth") not in page
