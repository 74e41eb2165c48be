from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_review import booking, history
from tests.peer_review.making import at, book, fill, make_attempt, make_project, offer
from tests.peer_review.test_points import spend_all


def told(user):
    return [(line.change, line.balance, line.owed, line.cause) for line in history.lines(user)]


def test_the_first_line_is_the_start(ada):
    assert told(ada) == [(5, 5, 0, "Points to start with.")]


def test_the_team_reads_what_it_paid_and_the_evaluator_what_they_earned(met, ada, bob):
    evaluation = fill(met)

    paid = "You booked an evaluation of First steps. The point is held until it takes place."
    assert told(ada)[0] == (-1, 4, 0, paid)
    assert told(bob)[0] == (1, 6, 0, "You evaluated First steps.")
    assert history.lines(bob)[0].url == evaluation.get_absolute_url()


def test_a_refund_says_why(booked, ada):
    booking.cancel(booked, by=ada)

    cause = "The evaluation of First steps did not take place, so the point came back."
    assert told(ada)[0] == (1, 5, 0, cause)


def test_time_kept_free_for_nothing_is_paid(booked, ada, bob, clock):
    clock.move_to(at(1))
    booking.cancel(booked, by=ada)

    cause = "You kept time free for First steps, and the team cancelled late or did not come."
    assert told(bob)[0] == (1, 6, 0, cause)


def test_debts_and_their_repayment_are_told(booked, attempt, bob, ada, clock):
    spend_all(bob)
    clock.move_to(at(1))
    booking.cancel(booked, by=bob)
    assert told(bob)[0] == (
        0,
        0,
        1,
        "You cancelled an evaluation of First steps late or did not come. "
        "You had no point left, so you owe one to the common pool.",
    )

    offer(bob, start=3)
    booking.cancel(book(attempt, start=3), by=ada)

    assert told(bob)[0][:3] == (0, 0, 0)
    assert told(bob)[0][3].endswith("It repaid what you owed to the common pool.")


def test_history_asks_as_many_questions_for_many_lines_as_for_one(ada, bob, cho):
    with CaptureQueriesContext(connection) as for_one:
        history.lines(ada)

    attempt = make_attempt(make_project(evaluations=2), ada)
    for hour, person in ((4, bob), (6, cho)):
        offer(person, start=hour)
        book(attempt, start=hour)
    with CaptureQueriesContext(connection) as for_three:
        assert len(history.lines(ada)) == 3

    assert len(for_three) == len(for_one)


def test_people_without_an_account_have_no_history(sora):
    assert history.lines(sora) == []
