from datetime import date

import pytest

from peer_review import attendance, points, standby, tasks
from peer_review.models import Choice, Evaluation, StandbyCall
from projects.refusals import Refused
from tests.making import make_cohort
from tests.peer_review.making import at, book, make_attempt, make_project, make_trainee, offer

TODAY, Call = date(2026, 3, 2), StandbyCall.State


@pytest.fixture
def on_call(booked, cho, clock):
    """Cho is on call; it is 13:45, the names are open, and Bob has said nothing."""
    standby.volunteer(cho, day=TODAY)
    clock.move_to(at(3, 45))
    return cho


def test_an_evaluator_says_half_an_hour_before_that_they_come(booked, ada, bob, clock):
    clock.move_to(at(3, 30))

    attendance.check_in(booked, by=bob)

    with pytest.raises(Refused, match="15 minutes before"):
        attendance.check_in(booked, by=ada)


def test_who_has_said_that_they_come_is_not_replaced(booked, bob, cho, clock):
    standby.volunteer(cho, day=TODAY)
    clock.move_to(at(3, 30))
    attendance.check_in(booked, by=bob)
    clock.move_to(at(3, 45))

    tasks.call_standbys()

    assert not StandbyCall.objects.exists()


def test_silence_calls_the_standby_a_quarter_before_the_start(booked, cho, clock):
    standby.volunteer(cho, day=TODAY)
    clock.move_to(at(3, 44))
    tasks.call_standbys()
    assert not StandbyCall.objects.exists()

    clock.move_to(at(3, 45))
    tasks.call_standbys()
    tasks.call_standbys()

    assert [row.evaluation for row in standby.calls_for(cho)] == [booked]


def test_the_standby_takes_over_at_the_same_time(booked, on_call, ada, bob):
    called = standby.call(booked)

    taken = standby.accept(called, by=on_call)

    assert (taken.evaluator, taken.starts_at, taken.replaces) == (on_call, at(4), booked)
    assert taken.evaluator_checked_in_at == at(3, 45)
    assert taken.choice.door == Choice.Door.STANDBY
    booked.refresh_from_db()
    assert booked.state == Evaluation.State.NO_SHOW_EVALUATOR
    assert (points.balance(ada), points.balance(bob)) == (4, 4)
    assert Evaluation.objects.filter(state="booked").get() == taken


def test_the_late_evaluator_who_comes_before_the_answer_keeps_the_evaluation(booked, on_call, bob):
    called = standby.call(booked)
    attendance.check_in(booked, by=bob)

    with pytest.raises(Refused, match="not needed"):
        standby.accept(called, by=on_call)

    called.refresh_from_db()
    assert called.state == Call.LAPSED
    assert Evaluation.objects.get() == booked


def test_the_evaluator_who_comes_after_the_answer_is_too_late(booked, on_call, bob):
    standby.accept(standby.call(booked), by=on_call)

    with pytest.raises(Refused, match="already over"):
        attendance.check_in(booked, by=bob)


def test_who_does_not_answer_is_passed_over(booked, on_call, clock):
    dan = make_trainee("dan")
    standby.volunteer(dan, day=TODAY)
    first = standby.call(booked)
    clock.shift(5 * 60)

    second = standby.call(booked)

    assert {first.user, second.user} == {on_call, dan}
    first.refresh_from_db()
    assert first.state == Call.DECLINED


def test_who_says_no_sends_the_call_on(booked, on_call):
    dan = make_trainee("dan")
    standby.volunteer(dan, day=TODAY)
    called = standby.call(booked)

    standby.decline(called, by=called.user)

    assert StandbyCall.objects.get(state=Call.OPEN).user != called.user
    assert StandbyCall.objects.count() == 2


def test_the_rules_hold_for_the_standby_too(booked, on_call, ada):
    offer(ada, start=48)
    book(make_attempt(make_project("second"), on_call), start=48)  # ada will evaluate cho

    assert standby.call(booked) is None


def test_a_team_mate_or_the_evaluator_is_never_called(booked, ada, bob, clock):
    standby.volunteer(ada, day=TODAY)
    standby.volunteer(bob, day=TODAY)
    clock.move_to(at(3, 45))

    assert standby.call(booked) is None


def test_who_steps_down_is_not_called(booked, on_call):
    standby.step_down(on_call, day=TODAY)

    assert standby.call(booked) is None


def test_only_the_next_two_weeks_can_be_chosen(bob):
    for day in (date(2026, 3, 1), date(2026, 3, 17)):
        with pytest.raises(Refused, match="next 14 days"):
            standby.volunteer(bob, day=day)


def test_a_share_of_the_cohort_is_enough(ada, bob):
    assert standby.wanted(make_cohort()) == 1


def test_the_call_is_answered_on_the_page(client, booked, on_call):
    called = standby.call(booked)
    client.force_login(on_call)
    client.cookies["django_language"] = "en"

    assert "You are called" in client.get("/standby/").content.decode()
    page = client.post(f"/standby/{called.pk}/", {"yes": "1"}, follow=True).content.decode()

    assert "Thank you! The team is waiting for you." in page


def test_days_are_chosen_on_the_page(client, bob):
    client.force_login(bob)
    client.cookies["django_language"] = "en"

    assert "You are on call" in client.post("/standby/", {"day": "2026-03-04"}, follow=True).content.decode()
    page = client.post("/standby/", {"day": "2026-03-04", "down": "1"}, follow=True).content.decode()

    assert "no longer on call" in page
    assert not bob.standbys.exists()
