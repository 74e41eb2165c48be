from peer_review import departures, points
from peer_review.models import Evaluation, Slot
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
