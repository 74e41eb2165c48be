"""The waiting list, moves and the standby, when two things happen at the same moment."""

from datetime import date

import pytest

from peer_review import attendance, booking, rescheduling, slots, standby, waiting
from peer_review.audit import audit
from peer_review.models import Evaluation, Presence, Reschedule, Slot, StandbyCall
from tests.making import make_cohort
from tests.peer_review.making import at, book, make_attempt, make_project, make_trainee, offer
from tests.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_the_waiting_list_and_a_direct_booking_share_one_slot_between_them():
    ada, bob, cho = make_trainee("ada"), make_trainee("bob"), make_trainee("cho")
    project = make_project()
    waits, direct = make_attempt(project, ada), make_attempt(project, cho)
    waiting.ask(waits, by=ada)
    slots.open(bob, at(4), at(4, 30))

    told = at_once(
        lambda: waiting.serve(make_cohort()),
        lambda: booking.book(direct, starts_at=at(4), by=cho),
        lambda: waiting.serve(make_cohort()),
    )

    evaluation = Evaluation.objects.get()
    refused = "This time has just been taken. Please choose another one."
    assert (refused in told) == (evaluation.team == waits.team)
    assert Slot.objects.filter(evaluation=evaluation).count() == 2
    assert audit(make_cohort()) == []


def test_a_waiting_team_that_is_served_ten_times_at_once_is_booked_once():
    ada, bob, cho = make_trainee("ada"), make_trainee("bob"), make_trainee("cho")
    waiting.ask(make_attempt(make_project(), ada), by=ada)
    offer(bob)
    offer(cho)

    at_once(*[lambda: waiting.serve(make_cohort()) for _ in range(10)])

    assert Evaluation.objects.count() == 1
    assert audit(make_cohort()) == []


def test_two_moves_to_one_time_of_one_evaluator_leave_one_where_it_was():
    ada, bob, cho = make_trainee("ada"), make_trainee("bob"), make_trainee("cho")
    project = make_project()
    slots.open(bob, at(4), at(5))
    first, second = book(make_attempt(project, ada)), book(make_attempt(project, cho), start=4.5)
    proposals = [
        rescheduling.propose(first, starts_at=at(8), by=ada),
        rescheduling.propose(second, starts_at=at(8), by=cho),
    ]

    told = at_once(*[lambda p=p: rescheduling.accept(p, by=bob) for p in proposals])

    assert told.count("By now somebody is elsewhere at that time. Propose another one.") == 1
    assert Evaluation.objects.filter(starts_at=at(8)).count() == 1
    assert Presence.objects.count() == 8
    assert audit(make_cohort()) == []


def test_both_sides_that_propose_at_once_have_one_proposal_to_answer():
    ada, bob = make_trainee("ada"), make_trainee("bob")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))

    told = at_once(
        lambda: rescheduling.propose(evaluation, starts_at=at(8), by=ada),
        lambda: rescheduling.propose(evaluation, starts_at=at(9), by=bob),
    )

    assert told.count("The other side has proposed a time. Answer that first.") == 1
    assert Reschedule.objects.count() == 1


def test_a_move_and_a_cancellation_at_once_end_in_one_of_the_two():
    ada, bob = make_trainee("ada"), make_trainee("bob")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))
    proposal = rescheduling.propose(evaluation, starts_at=at(8), by=ada)

    at_once(lambda: rescheduling.accept(proposal, by=bob), lambda: booking.cancel(evaluation, by=ada))

    evaluation.refresh_from_db()
    assert evaluation.state == "cancelled_by_team"
    assert not Presence.objects.exists()
    assert audit(make_cohort()) == []


def test_the_standby_and_the_late_evaluator_do_not_both_get_the_evaluation(clock):
    ada, bob, cho = make_trainee("ada"), make_trainee("bob"), make_trainee("cho")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))
    standby.volunteer(cho, day=date(2026, 3, 2))
    clock.move_to(at(3, 45))
    called = standby.call(evaluation)

    told = at_once(lambda: standby.accept(called, by=cho), lambda: attendance.check_in(evaluation, by=bob))

    left = Evaluation.objects.get(state="booked")
    late = "This evaluation is already over." in told
    needless = "You are not needed any more. Thank you for being there." in told
    assert (late, needless) in [(True, False), (False, True)]
    assert left.evaluator == (cho if late else bob)
    assert left.evaluator_checked_in_at
    assert audit(make_cohort()) == []


def test_ten_calls_at_once_ask_one_person(clock):
    ada, bob = make_trainee("ada"), make_trainee("bob")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))
    for login in ("cho", "dan", "eve"):
        standby.volunteer(make_trainee(login), day=date(2026, 3, 2))
    clock.move_to(at(3, 45))

    at_once(*[lambda: standby.call(evaluation) for _ in range(10)])

    assert StandbyCall.objects.count() == 1
