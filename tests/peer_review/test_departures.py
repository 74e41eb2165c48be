from peer_review import departures, points, tasks, waiting
from peer_review.models import Evaluation, Slot, Waiting
from tests.peer_review.making import book, make_attempt, make_project, offer

State = Evaluation.State


def leave(user, cohort, state="withdrawn"):
    user.enrolments.update(state=state)
    departures.leave(user, cohort=cohort)


def test_an_evaluator_who_leaves_is_replaced_without_a_fine(booked, ada, bob, cho, cohort):
    offer(cho)

    leave(bob, cohort)

    replacement = Evaluation.objects.get(state=State.BOOKED)
    assert (replacement.evaluator, replacement.replaces) == (cho, booked)
    assert not Slot.objects.filter(evaluator=bob).exists()
    assert points.balance(bob) == 0


def test_the_evaluations_of_somebody_who_leaves_alone_are_called_off(booked, ada, bob, cohort):
    leave(ada, cohort)

    booked.refresh_from_db()
    assert (booked.state, booked.ended_by) == (State.CANCELLED_BY_TEAM, None)
    assert points.balance(bob) == 5


def test_a_team_that_still_has_somebody_keeps_its_evaluation(ada, bob, cho, cohort):
    attempt = make_attempt(make_project(team_max=2), ada, cho)
    offer(bob)
    evaluation = book(attempt)

    leave(ada, cohort)

    evaluation.refresh_from_db()
    assert evaluation.state == State.BOOKED


def test_whoever_pauses_keeps_their_points(booked, bob, cohort):
    bob.enrolments.update(state="frozen")

    departures.step_back(bob, cohort=cohort)

    booked.refresh_from_db()
    assert booked.state == State.CANCELLED_BY_EVALUATOR
    assert points.balance(bob) == 5


def test_a_search_ends_when_the_last_of_the_team_leaves(ada, cho, cohort):
    attempt = make_attempt(make_project(team_max=2), ada, cho)
    waiting.ask(attempt, by=ada)

    leave(ada, cohort)
    assert waiting.of_attempt(attempt)

    leave(cho, cohort, state="graduated")
    row = Waiting.objects.get()
    assert (row.state, row.ended_at is None) == (Waiting.State.WITHDRAWN, False)


def test_who_pauses_still_waits_when_others_leave(attempt, ada, bob, cohort):
    waiting.ask(attempt, by=ada)
    ada.enrolments.update(state="frozen")
    departures.step_back(ada, cohort=cohort)

    leave(bob, cohort)

    assert waiting.of_attempt(attempt)


def test_at_night_searches_of_those_who_left_long_ago_end(attempt, ada, cho):
    waiting.ask(attempt, by=ada)
    waiting.ask(make_attempt(make_project("other"), cho), by=cho)
    ada.enrolments.update(state="withdrawn")

    tasks.end_left_waiting()

    assert [row.asked_by for row in Waiting.objects.filter(state="waiting")] == [cho]
